import { quoted } from "../../issue";
import { rule } from "../rule";

const DEFAULTS: Readonly<Record<string, string>> = { cpu: "100 MHz", memory: "300 MB" };

/** Nomad's small defaults in place of a thought. */
export const resourcesMissing = rule({
  code: "resources-missing",
  level: "warning",
  title: "a task does not say what it needs",
  refusedByNomad: false,
  messages: {
    missing: ({ fields, tasks }: { readonly fields: readonly string[]; readonly tasks: readonly string[] }) =>
      `without ${fields.join(" and ")} the task gets ${fields.map((field) => DEFAULTS[field]).join(" and ")}; set what it needs${
        tasks.length > 1 ? ` (the same in ${quoted(tasks.slice(1))})` : ""
      }`,
  },
  *check(job) {
    const found = job.tasks.flatMap(({ task, path }) => {
      const { cpu, cores, memory } = task.resources ?? {};
      const fields = [
        ...(cpu === undefined && cores === undefined ? ["cpu"] : []),
        ...(memory === undefined ? ["memory"] : []),
      ];
      return fields.length > 0 ? [{ path: `${path}.resources`, fields, name: task.name }] : [];
    });
    const [first] = found;
    // One warning per job: the advice is the same for each task.
    if (first) {
      yield { path: first.path, problem: "missing", fields: first.fields, tasks: found.map(({ name }) => name) };
    }
  },
});
