import path from "node:path";
import { visible } from "../plan/visible";
import { arrange } from "./arrange";
import type { Code } from "./code";
import { comment } from "./comment";
import { layout, lineWidth } from "./layout";
import { className } from "./names";
import type { Source } from "./source";
import { stringLiteral } from "./string-literal";

/** A job that can be written as TypeScript. */
export interface JobSource {
  /** The file, or job of the cluster, that it came from, as a reader of the program would call it. */
  readonly origin: string;
  /** Its id in Nomad. */
  readonly id: string;
  /** The name of its construct, and of its file. */
  readonly name: string;
  /** The specification, a literal of the type JobProps. */
  readonly specification: object;
  readonly source?: Source | undefined;
}

/** A running job that Terraform is to take over. */
export interface TakeOver {
  /** Its address in the program, as `nomad_job.default_web`. */
  readonly to: string;
  /** Its name for the provider, `job@namespace`. */
  readonly id: string;
}

/** What the modules of a stack need to know of each other. */
export interface StackSource {
  readonly name: string;
  /** The file of the stack, to which paths of imports are relative. */
  readonly file: string;
  /** The folder of this library's constructs, or the name of the package that has them. */
  readonly constructs: string;
  readonly takeOver: readonly TakeOver[];
}

/** A stack of one job, the job written in it. */
export function stackOfOneJob(stack: StackSource, job: JobSource): string {
  const body = arrange(job.specification, job.source);
  const lead = `new Job(this, ${stringLiteral(job.name)}, `;
  return stackModule(
    stack,
    `The job ${job.id}, imported from ${job.origin}.`,
    header(job.source),
    [`    ${lead}${layout(body, "    ", lead)});`],
    { names: body, imports: [] },
  );
}

/** The order in which the formatter wants imports: `job-2` before `job-10`. */
const natural = new Intl.Collator("en", { numeric: true });

/** A stack of several jobs, each of which has a module of its own. */
export function stackOfJobs(
  stack: StackSource,
  origin: string,
  jobs: readonly { readonly constant: string; readonly name: string; readonly file: string }[],
): string {
  const imports = jobs
    .toSorted((a, b) => natural.compare(a.name, b.name))
    .map(({ constant, file }) => importLine([constant], relative(stack.file, file)));
  const lines = jobs.map(({ constant, name }) => `    new Job(this, ${stringLiteral(name)}, ${constant});`);
  return stackModule(stack, `The jobs imported from ${origin}.`, [], lines, { imports });
}

/** The module of one job of several. */
export function jobModule(stack: StackSource, file: string, constant: string, job: JobSource): string {
  const body = arrange(job.specification, job.source);
  const names = ["type JobProps", ...(usesOtherDriver(body) ? ["otherDriver"] : [])];
  return [
    ...fileHeader(header(job.source)),
    importLine(names, relative(file, stack.constructs)),
    "",
    docstring(`The job ${job.id}, imported from ${job.origin}.`),
    `export const ${constant}: JobProps = ${layout(body, "", `export const ${constant}: JobProps = `)};`,
    "",
  ].join("\n");
}

/** A test of a stack to start from: what it synthesizes, as a person has reviewed it. */
export function testModule(stack: StackSource, file: string, synthesized: string): string {
  const name = className(stack.name);
  const stackCode: Code = {
    kind: "call",
    callee: `new ${name}`,
    arguments: ["new App()", stringLiteral(stack.name), "settings"].map((text) => ({ kind: "scalar", text })),
  };
  const synthesizedFrom = relative(file, synthesized);
  const imports = [relative(file, stack.file), synthesizedFrom].toSorted();
  return [
    importLine(["App"], "cdktf"),
    ...imports.map((from) => importLine([from === synthesizedFrom ? "synthesized" : name], from)),
    "",
    'const settings = { nomad: { address: "http://127.0.0.1:4646" } };',
    "",
    `describe(${stringLiteral(`the stack ${stack.name}`)}, () => {`,
    '  it("deploys what was reviewed", () => {',
    `    expect(synthesized(${layout(stackCode)})).toMatchSnapshot();`,
    "  });",
    "});",
    "",
  ].join("\n");
}

function stackModule(
  stack: StackSource,
  description: string,
  head: readonly string[],
  lines: readonly string[],
  { names, imports }: { readonly names?: Code; readonly imports: readonly string[] },
): string {
  const fromLibrary = [
    "type ClusterSettings",
    "ClusterStack",
    "Job",
    ...(names && usesOtherDriver(names) ? ["otherDriver"] : []),
  ];
  return [
    ...fileHeader(head),
    importLine(["type Construct"], "constructs"),
    importLine(fromLibrary, relative(stack.file, stack.constructs)),
    ...imports,
    "",
    docstring(description),
    `export class ${className(stack.name)} extends ClusterStack {`,
    "  constructor(scope: Construct, id: string, settings: ClusterSettings) {",
    "    super(scope, id, settings);",
    "",
    ...lines,
    ...takeOverLines(stack.takeOver),
    "  }",
    "}",
    "",
  ].join("\n");
}

function takeOverLines(takeOver: readonly TakeOver[]): string[] {
  if (takeOver.length === 0) {
    return [];
  }
  const blocks: Code = {
    kind: "array",
    items: takeOver.map(({ to, id }) => ({
      value: {
        kind: "object",
        expand: false,
        entries: [
          { key: "to", value: { kind: "scalar", text: stringLiteral(to) } },
          { key: "id", value: { kind: "scalar", text: stringLiteral(id) } },
        ],
      },
    })),
  };
  const call: Code = {
    kind: "call",
    callee: "this.addOverride",
    arguments: [{ kind: "scalar", text: '"import"' }, blocks],
  };
  return [
    "",
    "    // Terraform takes the jobs over as they run. Once that is applied, these blocks have done their work: remove them.",
    `    ${layout(call, "    ")};`,
  ];
}

/** What stood above the job in its file. */
function header(source: Source | undefined): readonly string[] {
  return source?.above ?? [];
}

function fileHeader(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map(comment), ""];
}

function docstring(text: string): string {
  return `/** ${visible(text).replaceAll("*/", "* /")} */`;
}

function importLine(names: readonly string[], from: string): string {
  // One type only is imported as a type altogether.
  const only = names.length === 1 && names[0]?.startsWith("type ") ? names[0].slice("type ".length) : undefined;
  const line =
    only === undefined
      ? `import { ${names.join(", ")} } from ${stringLiteral(from)};`
      : `import type { ${only} } from ${stringLiteral(from)};`;
  return line.length > lineWidth && names.length > 1
    ? `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${stringLiteral(from)};`
    : line;
}

/** The path by which one module imports another. */
function relative(from: string, to: string): string {
  if (!path.isAbsolute(to)) {
    return to;
  }
  const between = path.relative(path.dirname(from), to).replace(/\.ts$/, "").replaceAll(path.sep, "/");
  return between.startsWith(".") ? between : `./${between}`;
}

function usesOtherDriver(code: Code): boolean {
  switch (code.kind) {
    case "scalar":
      return false;
    case "call":
      return true;
    case "array":
      return code.items.some(({ value }) => usesOtherDriver(value));
    case "object":
      return code.entries.some(({ value }) => usesOtherDriver(value));
  }
}
