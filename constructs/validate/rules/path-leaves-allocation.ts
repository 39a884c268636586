import type { FoundOf } from "../../issue";
import { isKnownText } from "../known";
import { leavesAllocation } from "../leaves-allocation";
import { rule } from "../rule";

const messages = {
  outside: ({ file }: { readonly file: string }) =>
    `"${file}" is outside the allocation's directory; use a path below "local/"`,
};

function* outside(path: string, prefix: string, file: string | undefined): Iterable<FoundOf<typeof messages>> {
  if (isKnownText(file) && leavesAllocation(prefix, file)) {
    yield { path, problem: "outside", file };
  }
}

/** Files that Nomad itself writes for a task. */
export const pathLeavesAllocation = rule({
  code: "path-leaves-allocation",
  level: "error",
  title: "a file is to be written outside the allocation's directory",
  refusedByNomad: true,
  messages,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, template] of (task.templates ?? []).entries()) {
        yield* outside(`${path}.templates[${index}].destination`, "task", template.destination);
      }
      for (const [index, artifact] of (task.artifacts ?? []).entries()) {
        yield* outside(`${path}.artifacts[${index}].destination`, "task", artifact.destination);
      }
      yield* outside(`${path}.dispatchPayload.file`, "task/local", task.dispatchPayload?.file);
    }
  },
});
