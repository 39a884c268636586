import type { ConsulClient, NomadClient } from "../../clients";
import { type AuthMethod, type BindingRule, type ConsulBlock, DEFAULT_METHOD, type Login } from "./identity";

/**
 * Asks both how workloads log in.
 *
 * @returns a text that says why it could not be asked; nothing where Consul has no ACLs, and asks for no login
 */
export async function readLogin(nomad: NomadClient, consul: ConsulClient): Promise<Login | string | undefined> {
  const self = await nomad.send("GET", "/v1/agent/self");
  const server = self.status === 200 ? consulBlock(self.text) : undefined;
  const get = (path: string) => consul.send("GET", path);
  const name = server?.TaskIdentityAuthMethod || DEFAULT_METHOD;
  const [method, rules, roles] = await Promise.all([
    get(`/v1/acl/auth-method/${encodeURIComponent(name)}`),
    get(`/v1/acl/binding-rules?authmethod=${encodeURIComponent(name)}`),
    get("/v1/acl/roles"),
  ]);
  if (/ACL support disabled/i.test(method.text)) {
    return undefined;
  }
  if (rules.status !== 200 || roles.status !== 200) {
    return 'the token for consul may not look; acl = "read" in one of its policies lets it';
  }
  const found = method.status === 200 ? (JSON.parse(method.text) as AuthMethod) : undefined;
  return {
    ...(server && { server }),
    ...(found && { method: found, trial: await tryLogin(consul, found.Name) }),
    rules: JSON.parse(rules.text) as readonly BindingRule[],
    roles: (JSON.parse(roles.text) as readonly { Name: string }[]).map(({ Name }) => Name),
  };
}

/** The block of the cluster of Consul that a job means which names none. */
function consulBlock(text: string): ConsulBlock | undefined {
  const { config } = JSON.parse(text) as { config: { Consuls?: readonly (ConsulBlock & { Name: string })[] | null } };
  return config.Consuls?.find(({ Name }) => Name === "default");
}

/** Logs in with an identity that nobody signed, which Consul never takes; before it says so it fetches Nomad's keys. */
async function tryLogin(consul: ConsulClient, AuthMethod: string): Promise<string> {
  const part = (value: object | string) =>
    Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  const BearerToken = [part({ alg: "RS256", typ: "JWT", kid: "cdknomad-doctor" }), part({}), part("unsigned")].join(
    ".",
  );
  const { text } = await consul.send("POST", "/v1/acl/login", { body: { AuthMethod, BearerToken }, token: "" });
  return text;
}
