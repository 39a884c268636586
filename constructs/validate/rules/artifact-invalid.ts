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
  messages: {
    noSource: () => "it is empty; set the address to fetch",
    noChecksum: ({ checksum, kinds }: { readonly checksum: string; readonly kinds: readonly string[] }) =>
      `"${checksum}" is not a checksum; write the kind (${kinds.join(", ")}), a colon and the sum in hex`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, artifact] of (task.artifacts ?? []).entries()) {
        const at = `${path}.artifacts[${index}]`;
        if (!artifact.source) {
          yield { path: `${at}.source`, problem: "noSource" };
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
            problem: "noChecksum",
            checksum,
            kinds: Object.keys(SUMS),
          };
        }
      }
    }
  },
});
