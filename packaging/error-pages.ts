import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { App, Testing } from "cdktf";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { ClusterStack, ExistingWorkloadIdentity, HostVolume, Job, Namespace } from "../constructs";
import { decodeJob, encodeJob, type Issue, type JobSpec, SpecError } from "../constructs/spec";
import { applyIgnores, type Ignore, printIssue, RULE_CODES, validateJob } from "../constructs/validate";

/** Where the pages are: one a code, and a list. */
const FOLDER = path.join("docs", "errors");

/** What an example on a page declares: a job and what it ignores, a job as the API has it, or constructs in a `stack`. */
interface Declared {
  readonly job?: JobSpec;
  readonly ignore?: readonly Ignore[];
  readonly wire?: unknown;
}

/** All codes that a message may end with, by the sources that make them. */
export function errorCodes(root: string): string[] {
  const sources = readdirSync(path.join(root, "constructs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith(path.join("validate", "rules")))
    .map((file) => readFileSync(path.join(root, "constructs", file), "utf8"));
  const own = sources.flatMap((text) =>
    [...text.matchAll(/\berror\(\s*"([a-z-]+)"|\bcode: "([a-z-]+)",\s*level:|\bcode: "([a-z-]+)",\n\s*level:/g)].map(
      ([, reported, object, multiline]) => reported ?? object ?? multiline ?? "",
    ),
  );
  return [...new Set([...RULE_CODES, "wrong-kind", ...own])].sort();
}

/** The page of a code, as it is committed. */
export function errorPage(root: string, code: string): string {
  const file = path.join(root, FOLDER, `${code}.md`);
  if (!existsSync(file)) {
    throw new Error(
      `${path.join(FOLDER, code)}.md: there is no page of the code "${code}"; write why, a bad and a good example`,
    );
  }
  return readFileSync(file, "utf8");
}

/** The example below a heading of a page. */
export function exampleOf(root: string, code: string, heading: "Bad" | "Good"): string {
  const found = errorPage(root, code).match(new RegExp(`## ${heading}\n\n\`\`\`ts\n([\\s\\S]*?)\`\`\``))?.[1];
  if (found === undefined) {
    throw new Error(`${FOLDER}/${code}.md has no example "${heading}"`);
  }
  return found;
}

/** What a reader of an example is told, a line each, as `cdktf synth` prints it. */
export function messagesOf(example: string): string[] {
  const compilerOptions = { module: ModuleKind.None, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(example, { compilerOptions });
  const or = (name: string) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`;
  const stack = new ClusterStack(new App(), "stack", {
    nomad: { address: "http://127.0.0.1:4646" },
    consul: { address: "http://127.0.0.1:8500" },
  });
  const given = { stack, Job, Namespace, HostVolume, ExistingWorkloadIdentity };
  const declare = new Function(
    ...Object.keys(given),
    `${outputText}\nreturn { ${["job", "ignore", "wire"].map(or)} };`,
  );
  const { job, ignore = [], wire } = declare(...Object.values(given)) as Declared;
  if (job !== undefined) {
    return issuesOf(job, ignore).map((issue) => printIssue(`default/${job.name}`, issue));
  }
  if (wire !== undefined) {
    return specErrors(() => decodeJob(wire)).map((issue) => printIssue("default/shop", issue));
  }
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    return (error as Error).message
      .split("\n")
      .flatMap((line) => line.match(/\[[^\]]+\/[^\]]+\] (?!.*\[).*/)?.[0] ?? []);
  }
}

function issuesOf(job: JobSpec, ignore: readonly Ignore[]): readonly Issue[] {
  const impossible = specErrors(() => encodeJob(job));
  // As in a Job: what cannot be encoded is not looked at by the rules.
  return impossible.length > 0 ? impossible : applyIgnores(validateJob(job), ignore);
}

function specErrors(work: () => unknown): readonly Issue[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof SpecError) {
      return error.issues;
    }
    throw error;
  }
}

/** A page with what its bad example is told, and the page of Nomad's that has the field, put before that example. */
export function withMessages(root: string, code: string): string {
  const [before = "", after = ""] = errorPage(root, code).split("## Bad\n");
  const [written = ""] = before.split("## What it says\n");
  const messages = messagesOf(exampleOf(root, code, "Bad"));
  const see = nomadPages(root, messages).map((url) => `See <${url}>.\n\n`);
  return `${written.trimEnd()}\n\n## What it says\n\n\`\`\`text\n${messages.join("\n")}\n\`\`\`\n\n${see.join("")}## Bad\n${after}`;
}

/** Nomad's own page of the innermost block that the first message is about. */
function nomadPages(root: string, [message = ""]: readonly string[]): string[] {
  const place = /^\[[^\]]*\] ([\w.[\]-]+):/.exec(message)?.[1] ?? "job";
  const known = documented(root);
  const slugs = ["job", ...place.split(".")].map((word) =>
    word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const slug = slugs
    .flatMap((each) => [each, each.replace(/s$/, ""), each.replace(/ies$/, "y")])
    .filter((each) => known.has(each));
  const found = slug.at(-1);
  return found === undefined ? [] : [`https://developer.hashicorp.com/nomad/docs/job-specification/${found}`];
}

let pagesOfBlocks: ReadonlySet<string> | undefined;

/** The blocks that have a page of Nomad's, as the generated types name them. */
function documented(root: string): ReadonlySet<string> {
  if (pagesOfBlocks === undefined) {
    const folder = path.join(root, ".gen", "nomad");
    const text = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(path.join(folder, file), "utf8"))
      .join("\n");
    pagesOfBlocks = new Set([...text.matchAll(/docs\/job-specification\/(\w+)/g)].map(([, slug = ""]) => slug));
  }
  return pagesOfBlocks;
}
