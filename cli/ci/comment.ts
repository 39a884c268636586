import { markdownReport } from "../plan/markdown";
import type { Report } from "../plan/report";
import type { Forge } from "./forge";

/** How a comment begins that is ours, one for each environment; no reader sees it. */
function markerOf(environment?: string): string {
  return `<!-- cdknomad plan${environment === undefined ? "" : ` ${environment}`} -->`;
}

/** Between these is the line that says what became of the plan. */
const OUTCOME = { begin: "<!-- outcome -->", end: "<!-- /outcome -->" };

/** What became of a plan after the merge. */
export type PlanOutcome = "applied" | "failed";

/** What a comment is about. */
export interface CommentContent {
  /** Absent where the plan ended before it had a report. */
  readonly report?: Report;
  readonly commit: string;
  /** The address of the run's log. */
  readonly log: string;
  /** The environment that is planned. @default - the program has one cluster */
  readonly environment?: string;
}

/** The comment as a whole, at most as long as the forge allows. */
export function planComment({ report, commit, log, environment }: CommentContent, limit: number): string {
  const title = environment === undefined ? "" : `## ${environment}\n`;
  const head = `${markerOf(environment)}\n${title}${OUTCOME.begin}${OUTCOME.end}\n`;
  const foot = `\n<sub>of ${commit.slice(0, 12)}, <a href="${log}">log</a>${report ? "; merging applies exactly this, or nothing" : ""}</sub>\n`;
  const text = report
    ? markdownReport(report, limit - head.length - foot.length)
    : "### cdknomad plan: it ended before it had a report; its log says why\n";
  return `${head}${text}${foot}`;
}

/**
 * Brings a pull request to exactly one comment of ours for an environment, with this text: adds it, or changes the oldest and removes others.
 *
 * @throws TransientError when the forge could not answer; the same call may be made again
 */
export async function putComment(
  forge: Forge,
  pullRequest: number,
  body: string,
  environment?: string,
): Promise<"added" | "changed"> {
  const [first, ...others] = await ours(forge, pullRequest, environment);
  for (const { id } of others) {
    await forge.removeComment(pullRequest, id);
  }
  if (!first) {
    await forge.addComment(pullRequest, body);
    return "added";
  }
  await forge.changeComment(pullRequest, first.id, body);
  return "changed";
}

/**
 * Writes above the plan what became of it.
 *
 * @returns false where there is no comment of ours
 */
export async function putOutcome(
  forge: Forge,
  pullRequest: number,
  outcome: PlanOutcome,
  log: string,
  environment?: string,
): Promise<boolean> {
  const [first] = await ours(forge, pullRequest, environment);
  if (!first) {
    return false;
  }
  const words = {
    applied: "**Applied** exactly as it was reviewed",
    failed:
      "**Not applied, or not all of it**: it was stale, or an apply failed; the log says which, and what was done",
  };
  const [before = "", rest = ""] = first.body.split(OUTCOME.begin);
  const after = rest.slice(rest.indexOf(OUTCOME.end));
  const line = `\n> ${words[outcome]} (<a href="${log}">log</a>)\n\n`;
  await forge.changeComment(pullRequest, first.id, `${before}${OUTCOME.begin}${line}${after}`);
  return true;
}

async function ours(forge: Forge, pullRequest: number, environment?: string) {
  return (await forge.comments(pullRequest)).filter(({ body }) => body.startsWith(markerOf(environment)));
}
