import path from "node:path";
import Table from "cli-table3";
import pc from "picocolors";
import type { AssembledStack } from "./assemble";
import { className } from "./names";
import type { ReadTarget } from "./read-target";

/** Returns the report of an import: the files of the jobs, what was not imported and why, and what to do next. */
export function report(read: ReadTarget, stacks: readonly AssembledStack[]): string {
  return [imported(read, stacks), notes(read), notImported(read), summary(read), doubles(stacks), next(stacks)]
    .filter((part) => part !== "")
    .join("\n\n");
}

function imported({ jobs }: ReadTarget, stacks: readonly AssembledStack[]): string {
  const table = plainTable(["imported", "job", "into"]);
  for (const job of jobs) {
    const file = stacks.map(({ places }) => places.get(job)).find((place) => place !== undefined);
    table.push([job.origin, `${job.namespace}/${job.id}`, file === undefined ? "standard output" : here(file)]);
  }
  return jobs.length === 0 ? "" : table.toString();
}

function notes({ jobs }: ReadTarget): string {
  const lines = jobs.flatMap(({ origin, notes }) => notes.map((note) => `  ${pc.yellow("!")} ${origin}: ${note}`));
  return lines.length === 0 ? "" : ["to look at", ...lines].join("\n");
}

function notImported({ refusals }: ReadTarget): string {
  const lines = refusals.flatMap(({ reasons }) => reasons.map((reason) => `  ${pc.red("✘")} ${reason}`));
  return lines.length === 0 ? "" : ["not imported", ...lines].join("\n");
}

function summary({ jobs, refusals, otherFiles }: ReadTarget): string {
  const others =
    otherFiles.length === 0
      ? ""
      : otherFiles.length === 1
        ? ", 1 file is not a job"
        : `, ${otherFiles.length} files are not jobs`;
  return `${jobs.length} imported, ${refusals.length} not imported${others}`;
}

function doubles(stacks: readonly AssembledStack[]): string {
  const lines = stacks.flatMap(({ name, reason }) => (reason === undefined ? [] : [`  ${name}: ${reason}`]));
  return lines.length === 0 ? "" : ["jobs in a stack of their own", ...lines].join("\n");
}

function next(stacks: readonly AssembledStack[]): string {
  const imports = stacks.map(({ name }) => `  import { ${className(name)} } from "./stacks/${name}";`);
  const stackLines = stacks.map(({ name }) => `  new ${className(name)}(app, ${JSON.stringify(name)}, app.settings);`);
  const lines = [...imports, ...stackLines];
  return lines.length === 0
    ? ""
    : [
        "Add the stacks that you want to deploy to main.ts, then see what they would change with `cdknomad plan`:",
        ...lines,
      ].join("\n");
}

function here(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}

function plainTable(head: string[]): Table.Table {
  return new Table({
    head: head.map((title) => pc.dim(title)),
    chars: {
      ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", "bottom-left": "" },
      ...{
        "bottom-right": "",
        left: "",
        "left-mid": "",
        mid: "",
        "mid-mid": "",
        right: "",
        "right-mid": "",
        middle: "  ",
      },
    },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
}
