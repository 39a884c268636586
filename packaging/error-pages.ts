import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { App, Testing } from "cdktf";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { ClusterStack, ExistingWorkloadIdentity, HostVolume, Job, Namespace } from "../constructs";
import { decodeJob, encodeJob, type Issue, type JobSpec, SpecError } from "../constructs/spec";
import { applyIgnores, type Ignore, printIssue, RULES, validateJob } from "../constructs/validate";
import { CronJob, Ingress, NodeAgent, Postgres, WebService } from "../patterns";

/** The folder of the pages: one per code, and a list. */
const FOLDER = path.join("docs", "errors");

/** The declarations of an example: a job and its ignores, a job in the API's JSON, or constructs in a `stack`. */
interface Declared {
  readonly job?: JobSpec;
  readonly ignore?: readonly Ignore[];
  readonly wire?: unknown;
}

/** The page of a code, as it is committed. */
export function errorPage(root: string, code: string): string {
  const file = path.join(root, FOLDER, `${code}.md`);
  if (!existsSync(file)) {
    throw new Error(`${path.join(FOLDER, code)}.md: the error code "${code}" has no page; write it`);
  }
  return readFileSync(file, "utf8");
}

/** The first TypeScript code below a heading of a page: of "Example" the code with the problem, of "Fix" the corrected code. */
export function exampleOf(root: string, code: string, heading: "Example" | "Fix"): string {
  const section = errorPage(root, code).split(`\n## ${heading}\n`)[1]?.split("\n## ")[0];
  const found = section?.match(/```ts\n([\s\S]*?)```/)?.[1];
  if (found === undefined) {
    throw new Error(`${FOLDER}/${code}.md: there is no TypeScript code below "## ${heading}"; add it`);
  }
  return found;
}

/** The messages of an example, one line each, in the format of `cdktf synth`. */
export function messagesOf(example: string): string[] {
  const compilerOptions = { module: ModuleKind.None, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(example, { compilerOptions });
  const or = (name: string) => `${name}: typeof ${name} === "undefined" ? undefined : ${name}`;
  const stack = new ClusterStack(new App(), "stack", {
    nomad: { address: "http://127.0.0.1:4646" },
    consul: { address: "http://127.0.0.1:8500" },
    nomadVersion: "1.10.5",
  });
  const patterns = { WebService, CronJob, NodeAgent, Postgres, Ingress };
  const given = { stack, Job, Namespace, HostVolume, ExistingWorkloadIdentity, ...patterns };
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
    return (error as Error).message.split("\n").flatMap((line) => line.match(/\[[^\]]+\/[^\]]+\] (?!\[).*/)?.[0] ?? []);
  }
}

function issuesOf(job: JobSpec, ignore: readonly Ignore[]): readonly Issue[] {
  const impossible = specErrors(() => encodeJob(job));
  // The construct Job does the same: rules do not run if the job cannot be encoded.
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

/** Returns a page with the current title of its rule, the link to Nomad's documentation, and the messages of its example. */
export function withMessages(root: string, code: string): string {
  const messages = messagesOf(exampleOf(root, code, "Example"));
  const see = nomadPages(root, messages).map((url) => `\n\nSee <${url}>.`);
  const rule = RULES.find((each) => each.code === code);
  return errorPage(root, code)
    .replace(/^(?:Error|Warning): .*$/m, (line) =>
      rule === undefined ? line : `${rule.level === "error" ? "Error" : "Warning"}: ${rule.title}.`,
    )
    .replace(/(?:\n\nSee <[^>]*>\.)?\n\n## Example\n/, () => `${see.join("")}\n\n## Example\n`)
    .replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${messages.join("\n")}\n\`\`\``);
}

/** The page of Nomad's documentation for the innermost block that the first message names. */
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

/** The blocks with a page in Nomad's documentation, from the generated types. */
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
