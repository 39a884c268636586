import { quoted } from "../../issue";
import { nanoseconds } from "../duration";
import { identityName } from "../identities";
import { isKnown } from "../known";
import { rule } from "../rule";

/** Tokens that live longer, or serve more, than they should. */
export const identityLoose = rule({
  code: "identity-loose",
  level: "warning",
  title: "a workload identity is accepted by anyone, never expires, or is not renewed in the task",
  refusedByNomad: false,
  messages: {
    anyAudience: () => "anyone may accept the token; name who may accept it",
    severalAudiences: ({ audience }: { readonly audience: readonly string[] }) =>
      `each of ${quoted(audience)} can use the token at the others; write one identity for each`,
    neverExpires: () => 'the token never expires; set it, for example to "1h"',
    environmentNotRenewed: () => 'a running task does not see a new environment; use "restart", or a file',
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, identity] of (task.identities ?? []).entries()) {
        const at = `${path}.identities[${index}]`;
        if (identityName(identity) === "default") {
          continue;
        }
        const audience = identity.aud ?? [];
        if (audience.length === 0) {
          yield { path: `${at}.aud`, problem: "anyAudience" };
        } else if (audience.length > 1) {
          yield {
            path: `${at}.aud`,
            problem: "severalAudiences",
            audience,
          };
        }
        if (identity.ttl === undefined || nanoseconds(identity.ttl) === 0) {
          yield { path: `${at}.ttl`, problem: "neverExpires" };
        }
        if (identity.env === true && identity.changeMode !== "restart" && isKnown(identity.changeMode)) {
          yield {
            path: `${at}.changeMode`,
            problem: "environmentNotRenewed",
          };
        }
      }
    }
  },
});
