import path from "node:path";
import { visible } from "../report/visible";
import { arrange } from "./arrange";
import type { Code, ObjectCode } from "./code";
import { comment } from "./comment";
import { type Constant, withConstants } from "./constants";
import { layout, lineWidth } from "./layout";
import { className } from "./names";
import type { Declarations, Source } from "./source";
import { stringLiteral } from "./string-literal";

/** A job to write as TypeScript. */
export interface JobSource {
  /** The file or job of the cluster that it comes from, for readers of the program. */
  readonly origin: string;
  /** What was done with it. @default "imported" */
  readonly action?: "ejected" | "imported";
  /** Its id in Nomad. */
  readonly id: string;
  /** The name of its construct, and of its file. */
  readonly name: string;
  /** The specification, a literal of the type JobProps. */
  readonly specification: object;
  readonly source?: Source | undefined;
  /** The variables and locals of its file. */
  readonly declarations?: Declarations | undefined;
}

/** A running job that Terraform takes over. */
export interface TakeOver {
  /** Its address in the program, such as `nomad_job.default_web`. */
  readonly to: string;
  /** Its name for the provider, `job@namespace`. */
  readonly id: string;
}

/** What the modules of a stack share. */
export interface StackSource {
  readonly name: string;
  /** The file of the stack. Paths of imports are relative to it. */
  readonly file: string;
  /** The folder of this library's constructs, or the name of the package that contains them. */
  readonly constructs: string;
  readonly takeOver: readonly TakeOver[];
}

/** Returns the module of a stack with one job in it. */
export function stackOfOneJob(stack: StackSource, job: JobSource): string {
  const { body, ...rest } = jobCode(job, []);
  const lead = `new Job(this, ${stringLiteral(job.name)}, `;
  return stackModule(
    stack,
    `The job ${job.id}, imported from ${job.origin}.`,
    rest.head,
    [`    ${lead}${layout(body, "    ", lead)});`],
    { names: [body, ...rest.values], imports: [], constants: rest.constants },
  );
}

/** The code of a job, and what its module has besides. */
interface JobCode {
  readonly body: ObjectCode;
  /** The comments at the top of the file. */
  readonly head: readonly string[];
  /** The lines that declare constants, with an empty line at the end. */
  readonly constants: readonly string[];
  /** The values of the constants. */
  readonly values: readonly Code[];
}

/** @param taken identifiers that the module declares already */
function jobCode({ specification, source, declarations }: JobSource, taken: readonly string[]): JobCode {
  const known = declarations ?? { declared: [], values: {} };
  const { code, constants, comments } = withConstants(arrange(specification, source), known, taken);
  return {
    body: code,
    head: [...(source?.above ?? []), ...comments],
    constants: constants.length === 0 ? [] : [...constants.flatMap(constantLines), ""],
    values: constants.map(({ value }) => value),
  };
}

function constantLines(constant: Constant, index: number): string[] {
  const { name, value, comments } = constant;
  const suffix = value.kind === "array" || value.kind === "object" ? " as const" : "";
  const text = layout(value, "", `const ${name} = ${suffix}`);
  return [
    ...(index > 0 && comments.length > 0 ? [""] : []),
    ...comments.map(comment),
    `const ${name} = ${text}${suffix};`,
  ];
}

/** The formatter's order of imports: `job-2` before `job-10`. */
const natural = new Intl.Collator("en", { numeric: true });

/** Returns the module of a stack whose jobs have their own modules. */
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

/** Returns the module of one of several jobs. */
export function jobModule(stack: StackSource, file: string, constant: string, job: JobSource): string {
  const { body, head, constants, values } = jobCode(job, [constant]);
  const names = ["type JobProps", ...libraryFunctions([body, ...values])];
  return [
    ...fileHeader(head),
    importLine(names, relative(file, stack.constructs)),
    "",
    ...constants,
    docstring(`The job ${job.id}, ${job.action ?? "imported"} from ${job.origin}.`),
    `export const ${constant}: JobProps = ${layout(body, "", `export const ${constant}: JobProps = `)};`,
    "",
  ].join("\n");
}

/** Returns a first test of a stack: a snapshot of the synthesized stack, for review. */
export function testModule(stack: StackSource, file: string, synthesized: string, cdk: string): string {
  const name = className(stack.name);
  const stackCode: Code = {
    kind: "call",
    callee: `new ${name}`,
    arguments: ["new App()", stringLiteral(stack.name), "settings"].map((text) => ({ kind: "scalar", text })),
  };
  const synthesizedFrom = relative(file, synthesized);
  const imports = [relative(file, stack.file), synthesizedFrom].toSorted();
  return [
    importLine(["App"], cdk),
    ...imports.map((from) => importLine([from === synthesizedFrom ? "synthesized" : name], from)),
    "",
    'const settings = { nomad: { address: "http://127.0.0.1:4646" } };',
    "",
    `describe(${stringLiteral(`the stack ${stack.name}`)}, () => {`,
    '  it("deploys what was reviewed", () => {',
    ...expectation(layout(stackCode)),
    "  });",
    "});",
    "",
  ].join("\n");
}

/** The lines that compare a stack with its snapshot, as the formatter breaks them. */
function expectation(stack: string): string[] {
  const line = `    expect(synthesized(${stack})).toMatchSnapshot();`;
  if (line.length <= lineWidth) {
    return [line];
  }
  const argument = `      synthesized(${stack}),`;
  const inner = argument.length <= lineWidth ? [argument] : ["      synthesized(", `        ${stack},`, "      ),"];
  return ["    expect(", ...inner, "    ).toMatchSnapshot();"];
}

function stackModule(
  stack: StackSource,
  description: string,
  head: readonly string[],
  lines: readonly string[],
  {
    names = [],
    imports,
    constants = [],
  }: { readonly names?: readonly Code[]; readonly imports: readonly string[]; readonly constants?: readonly string[] },
): string {
  const fromLibrary = ["type ClusterSettings", "ClusterStack", "Job", ...libraryFunctions(names)];
  return [
    ...fileHeader(head),
    importLine(["type Construct"], "constructs"),
    importLine(fromLibrary, relative(stack.file, stack.constructs)),
    ...imports,
    "",
    ...constants,
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
    "    // Terraform takes over the running jobs without changing them. Remove these blocks after the first apply.",
    `    ${layout(call, "    ")};`,
  ];
}

function fileHeader(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines.map(comment), ""];
}

function docstring(text: string): string {
  return `/** ${visible(text).replaceAll("*/", "* /")} */`;
}

function importLine(unsorted: readonly string[], from: string): string {
  const names = unsorted.toSorted((a, b) => natural.compare(a.replace(/^type /, ""), b.replace(/^type /, "")));
  // The formatter wants "import type" if everything in the line is a type.
  const only = names.length === 1 && names[0]?.startsWith("type ") ? names[0].slice("type ".length) : undefined;
  const line =
    only === undefined
      ? `import { ${names.join(", ")} } from ${stringLiteral(from)};`
      : `import type { ${only} } from ${stringLiteral(from)};`;
  return line.length > lineWidth && names.length > 1
    ? `import {\n${names.map((name) => `  ${name},\n`).join("")}} from ${stringLiteral(from)};`
    : line;
}

/** Returns the path by which one module imports another. */
function relative(from: string, to: string): string {
  if (!path.isAbsolute(to)) {
    return to;
  }
  const between = path.relative(path.dirname(from), to).replace(/\.ts$/, "").replaceAll(path.sep, "/");
  return between.startsWith(".") ? between : `./${between}`;
}

/** Returns the functions of the library that the code calls, sorted. */
function libraryFunctions(codes: readonly Code[]): string[] {
  return [...new Set(codes.flatMap(calls))].sort();
}

function calls(code: Code): string[] {
  switch (code.kind) {
    case "scalar":
      return [];
    case "text":
      return ["dedent"];
    case "call":
      return [code.callee, ...code.arguments.flatMap(calls)];
    case "array":
      return code.items.flatMap(({ value }) => calls(value));
    case "object":
      return code.entries.flatMap(({ value }) => calls(value));
  }
}
