import { type AclSystem, readRefusal } from "./acl-system";
import type { Endpoint } from "./endpoint";
import { NotReadyError, send } from "./send";

/** The policy with all rights that every Consul has. */
const GLOBAL_MANAGEMENT = "00000000-0000-0000-0000-000000000001";

/**
 * Consul's ACL system.
 *
 * @see https://developer.hashicorp.com/consul/api-docs/acl
 */
export function consulAcls(endpoint: Endpoint): AclSystem {
  const token = (secret: string) => ({ headers: { "X-Consul-Token": secret } });
  return {
    name: "consul",
    address: endpoint.url.origin,
    tokenVariable: "CONSUL_HTTP_TOKEN",
    resetFile: "<data_dir>/acl-bootstrap-reset",

    async leader() {
      const { text } = await send(endpoint, "GET", "/v1/status/leader");
      const leader = JSON.parse(text) as string;
      if (leader === "") {
        throw new NotReadyError(`consul at ${endpoint.url.origin}: no leader yet`);
      }
      const { text: self } = await send(endpoint, "GET", "/v1/acl/token/self");
      if (self.includes("ACL support disabled")) {
        throw new Error(
          `consul at ${endpoint.url.origin}: ACLs are not enabled; give every agent acl { enabled = true, default_policy = "deny" }, restart it and run this again`,
        );
      }
      return leader;
    },

    async standing(secret) {
      const { status, text } = await send(endpoint, "GET", "/v1/acl/token/self", token(secret));
      if (status !== 200) {
        return { standing: "unknown" };
      }
      const self = JSON.parse(text) as { AccessorID: string; Policies?: readonly { ID: string }[] };
      const all = self.Policies?.some(({ ID }) => ID === GLOBAL_MANAGEMENT);
      return { standing: all ? "management" : "client", accessorId: self.AccessorID };
    },

    async bootstrap(secret) {
      const { status, text } = await send(endpoint, "PUT", "/v1/acl/bootstrap", { body: { BootstrapSecret: secret } });
      const answer = status === 200 ? ({ done: true } as const) : readRefusal(text);
      if (!answer) {
        throw new Error(`consul at ${endpoint.url.origin}: refused the bootstrap with status ${status}: ${text}`);
      }
      return answer;
    },
  };
}
