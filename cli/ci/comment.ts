import { markdownReport } from "../report/markdown";
import type { Report } from "../report/report";
import type { Forge } from "./forge";

/** Returns the invisible first line of our comment, one per environment. */
function markerOf(environment?: string): string {
  return `<!-- cdknomad plan${environment === undefined ? "" : ` ${environment}`} -->`;
}

/** The markers around the line with the outcome of the plan. */
const OUTCOME = { begin: "<!-- outcome -->", end: "<!-- /outcome -->" };

/** The outcome of a plan after the merge. */
export type PlanOutcome = "applied" | "failed";

/** The content of a comment. */
export interface CommentContent {
  /** Absent if the plan failed before it wrote a report. */
  readonly report?: Report;
  readonly commit: string;
  /** The address of the run's log. */
  readonly log: string;
  /** The environment that is planned. @default - the program has one cluster */
  readonly environment?: string;
}

/** Returns the comment, at most as long as the forge allows. */
export function planComment({ report, commit, log, environment }: CommentContent, limit: number): string {
  const title = environment === undefined ? "" : `## ${environment}\n`;
  const head = `${markerOf(environment)}\n${title}${OUTCOME.begin}${OUTCOME.end}\n`;
  const foot = `\n<sub>of ${commit.slice(0, 12)}, <a href="${log}">log</a>${report ? "; merging applies exactly this plan, or nothing" : ""}</sub>\n`;
  const text = report
    ? markdownReport(report, limit - head.length - foot.length)
    : "### cdknomad plan: the plan failed before it wrote a report; see the log\n";
  return `${head}${text}${foot}`;
}

/**
 * Ensures that a pull request has exactly one comment of ours per environment, with this text: adds it, or changes the
 * oldest and removes the others.
 *
 * @throws TransientError when the forge did not answer; the call can be repeated
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
 * Writes the outcome of a plan above the plan in its comment.
 *
 * @returns false if there is no comment of ours
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
    applied: "**Applied** exactly as reviewed",
    failed:
      "**Not applied, or not completely**: the plan was stale, or an apply failed; the log shows the cause and what was applied",
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
