import path from "node:path";
import Table from "cli-table3";
import pc from "picocolors";
import type { AssembledStack } from "./assemble";
import { className } from "./names";
import type { ReadTarget } from "./read-target";

/** What is told at the end: what is where now, what is missing and why, and what to do next. */
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
        ? ", 1 file is no job"
        : `, ${otherFiles.length} files are no jobs`;
  return `${jobs.length} imported, ${refusals.length} not imported${others}`;
}

function doubles(stacks: readonly AssembledStack[]): string {
  const [, ...more] = stacks;
  return more.length === 0
    ? ""
    : `Some files hold the same job. Each further one is in ${more.map(({ name }) => name).join(", ")}: deploy it only in place of the first, or to another cluster.`;
}

function next(stacks: readonly AssembledStack[]): string {
  const lines = stacks.map(({ name }) => `  new ${className(name)}(app, ${JSON.stringify(name)}, settings);`);
  return lines.length === 0
    ? ""
    : ["Add to main.ts what you want to deploy, then see what it would change with `cdktf diff`:", ...lines].join("\n");
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
