import { type AclSystem, readRefusal } from "./acl-system";
import type { Endpoint } from "./endpoint";
import { NotReadyError, send } from "./send";

/**
 * Nomad's ACL system.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens
 */
export function nomadAcls(endpoint: Endpoint): AclSystem {
  const token = (secret: string) => ({ headers: { "X-Nomad-Token": secret } });
  return {
    name: "nomad",
    address: endpoint.url.origin,
    tokenVariable: "NOMAD_TOKEN",
    resetFile: "<data_dir>/server/acl-bootstrap-reset",

    async leader() {
      const { text } = await send(endpoint, "GET", "/v1/status/leader");
      const leader = JSON.parse(text) as string;
      if (leader === "") {
        throw new NotReadyError(`nomad at ${endpoint.url.origin}: no leader yet`);
      }
      const { text: self } = await send(endpoint, "GET", "/v1/acl/token/self");
      if (self.includes("acls-disabled")) {
        throw new Error(
          `nomad at ${endpoint.url.origin}: ACLs are not enabled; give every agent acl { enabled = true }, restart it and run this again`,
        );
      }
      return leader;
    },

    async standing(secret) {
      const { status, text } = await send(endpoint, "GET", "/v1/acl/token/self", token(secret));
      if (status !== 200) {
        return { standing: "unknown" };
      }
      const { Type, AccessorID } = JSON.parse(text) as { Type: string; AccessorID: string };
      return { standing: Type === "management" ? "management" : "client", accessorId: AccessorID };
    },

    async bootstrap(secret) {
      const { status, text } = await send(endpoint, "PUT", "/v1/acl/bootstrap", { body: { BootstrapSecret: secret } });
      const answer = status === 200 ? ({ done: true } as const) : readRefusal(text);
      if (!answer) {
        throw new Error(`nomad at ${endpoint.url.origin}: refused the bootstrap with status ${status}: ${text}`);
      }
      return answer;
    },
  };
}
