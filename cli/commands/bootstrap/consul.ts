import type { ConsulClient } from "../../../clients";
import { CodedError } from "../../../errors";
import { type AclSystem, readRefusal } from "./acl-system";
import { answerOf, leaderOf } from "./not-ready";

/** The policy with all rights that every Consul has. */
const GLOBAL_MANAGEMENT = "00000000-0000-0000-0000-000000000001";

/**
 * Consul's ACL system.
 *
 * @see https://developer.hashicorp.com/consul/api-docs/acl#bootstrap-acls
 */
export function consulAcls(consul: ConsulClient): AclSystem {
  return {
    name: "consul",
    address: consul.access.address,
    tokenVariable: "CONSUL_HTTP_TOKEN",
    resetFile: "<data_dir>/acl-bootstrap-reset",

    leader: () => leaderOf(consul, "ACL support disabled", 'acl { enabled = true, default_policy = "deny" }'),

    async standing(secret) {
      const { status, text } = await answerOf(consul, "GET", "/v1/acl/token/self", { token: secret });
      if (status !== 200) {
        return { standing: "unknown" };
      }
      const self = JSON.parse(text) as { AccessorID: string; Policies?: readonly { ID: string }[] };
      const all = self.Policies?.some(({ ID }) => ID === GLOBAL_MANAGEMENT);
      return { standing: all ? "management" : "client", accessorId: self.AccessorID };
    },

    async bootstrap(secret) {
      const { status, text } = await answerOf(consul, "PUT", "/v1/acl/bootstrap", {
        body: { BootstrapSecret: secret },
        token: "",
      });
      const answer = status === 200 ? ({ done: true } as const) : readRefusal(text);
      if (!answer) {
        throw new CodedError(
          "bootstrap-refused",
          `consul at ${consul.access.address}: refused the bootstrap with status ${status}: ${text}`,
        );
      }
      return answer;
    },
  };
}
