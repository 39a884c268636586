import { nanoseconds } from "../duration";
import { identitiesOf, identityName } from "../identities";
import { isKnown } from "../known";
import { rule } from "../rule";

const IDENTITY = /^[a-zA-Z0-9-_]{1,128}$/;

/** Signed identities of a task. */
export const identityInvalid = rule({
  code: "identity-invalid",
  level: "error",
  title: "a workload identity has a setting that Nomad refuses",
  refusedByNomad: true,
  messages: {
    noFileName: ({ name }: { readonly name: string }) =>
      `"${name}" is not a file name; use letters, digits, "-" and "_"`,
    defaultWithTtl: () => "the default identity does not expire; remove it, or give the identity a name",
    emptyAudience: () => "it contains an empty text; name who may accept the token",
    noFile: () => "no file is written; set file to true, or remove it",
    noAudience: () => 'it is empty; name who may accept the token, for example "consul.io"',
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, identity] of identitiesOf(task)) {
        const at = `${path}.identities[${index}]`;
        const name = identityName(identity);
        if (isKnown(name) && !IDENTITY.test(name)) {
          yield { path: `${at}.name`, problem: "noFileName", name };
        }
        if (name === "default" && (nanoseconds(identity.ttl) ?? 0) > 0) {
          yield {
            path: `${at}.ttl`,
            problem: "defaultWithTtl",
          };
        }
        if ((identity.aud ?? []).includes("") && name !== "default") {
          yield { path: `${at}.aud`, problem: "emptyAudience" };
        }
        if (identity.filepath && identity.file !== true) {
          yield { path: `${at}.filepath`, problem: "noFile" };
        }
      }
    }
    for (const { service, path } of job.services) {
      if (service.identity && (service.identity.aud ?? []).length === 0) {
        yield { path: `${path}.identity.aud`, problem: "noAudience" };
      }
    }
  },
});
