import type { NomadClient } from "../../../clients";
import { CodedError } from "../../../errors";
import { type AclSystem, readRefusal } from "./acl-system";
import { answerOf, leaderOf } from "./not-ready";

/**
 * Nomad's ACL system.
 *
 * @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens
 */
export function nomadAcls(nomad: NomadClient): AclSystem {
  return {
    name: "nomad",
    address: nomad.access.address,
    tokenVariable: "NOMAD_TOKEN",
    resetFile: "<data_dir>/server/acl-bootstrap-reset",

    leader: () => leaderOf(nomad, "acls-disabled", "acl { enabled = true }"),

    async standing(secret) {
      const { status, text } = await answerOf(nomad, "GET", "/v1/acl/token/self", { token: secret });
      if (status !== 200) {
        return { standing: "unknown" };
      }
      const { Type, AccessorID } = JSON.parse(text) as { Type: string; AccessorID: string };
      return { standing: Type === "management" ? "management" : "client", accessorId: AccessorID };
    },

    async bootstrap(secret) {
      const { status, text } = await answerOf(nomad, "PUT", "/v1/acl/bootstrap", {
        body: { BootstrapSecret: secret },
        token: "",
      });
      const answer = status === 200 ? ({ done: true } as const) : readRefusal(text);
      if (!answer) {
        throw new CodedError(
          "bootstrap-refused",
          `nomad at ${nomad.access.address}: refused the bootstrap with status ${status}: ${text}`,
        );
      }
      return answer;
    },
  };
}
