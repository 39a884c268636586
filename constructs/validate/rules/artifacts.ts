import { isKnown } from "../known";
import { rule } from "../rule";

/** Bytes of the sums that Nomad knows. */
const SUMS: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

/** Files that are fetched. */
export const artifactInvalid = rule({
  code: "artifact-invalid",
  level: "error",
  title: "an artifact has no source, or a checksum that cannot be read",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, artifact] of (task.artifacts ?? []).entries()) {
        const at = `${path}.artifacts[${index}]`;
        if (!artifact.source) {
          yield { path: `${at}.source`, message: "it is empty; set the address to fetch" };
        }
        const checksum = artifact.options?.checksum;
        if (checksum === undefined || !isKnown(checksum)) {
          continue;
        }
        const [kind = "", sum = "", ...more] = checksum.trim().split(":");
        const bytes = SUMS[kind];
        if (bytes === undefined || more.length > 0 || sum.length !== bytes * 2 || !/^[0-9a-f]+$/i.test(sum)) {
          yield {
            path: `${at}.options.checksum`,
            message: `"${checksum}" is no checksum; write the kind (${Object.keys(SUMS).join(", ")}), a colon and the sum in hex`,
          };
        }
      }
    }
  },
});
