import type { Report } from "../cli/report/report";
import { exitCode } from "../cli/report/summary";
import { terminalReport } from "../cli/report/terminal";
import type { ApiAnswer } from "./token";

/**
 * Result of an assertion, as jest's `expect.extend` wants it.
 *
 * @see docs/how-to/test.md
 */
export interface Verdict {
  /** Whether the value has the property. */
  readonly pass: boolean;
  /** Returns why the value has the property, or does not have it. */
  readonly message: () => string;
}

const shown = (report: Report) => terminalReport(report, { width: 120, colors: false });

/**
 * Whether an apply of a plan would change nothing, and nothing was changed on the cluster.
 *
 * @see docs/how-to/test.md
 */
export function emptyPlan(value: unknown): Verdict {
  const report = requireReport(value);
  const pass = exitCode(report) === 0 && report.summary.drifted === 0;
  return { pass, message: () => `the plan ${pass ? "is empty" : "is not empty"}:\n${shown(report)}` };
}

/**
 * Whether an object of a plan was changed on the cluster since the last apply.
 *
 * @param name the object's Terraform address, or its name in the report, such as `default/web` for a job. @default - any object
 * @see docs/how-to/test.md
 */
export function drift(value: unknown, name?: string): Verdict {
  const report = requireReport(value);
  const pass = report.stacks
    .flatMap(({ resources }) => resources)
    .some(
      (resource) =>
        resource.origin !== "configuration" &&
        (name === undefined || resource.name === name || resource.address === name),
    );
  const object = name ?? "an object";
  const text = `${object} was ${pass ? "" : "not "}changed on the cluster since the last apply`;
  return { pass, message: () => `${text}:\n${shown(report)}` };
}

/**
 * Whether Nomad did what a request asks for.
 *
 * @see docs/how-to/test.md
 */
export function allowed(value: unknown): Verdict {
  const answer = requireAnswer(value);
  return { pass: answer.status >= 200 && answer.status < 300, message: () => described(answer) };
}

/**
 * Whether Nomad refused a request because the token lacks a right. Any other error, such as 404, is not a refusal.
 *
 * @see docs/how-to/test.md
 */
export function forbidden(value: unknown): Verdict {
  const answer = requireAnswer(value);
  return { pass: answer.status === 403 && /permission denied/i.test(answer.text), message: () => described(answer) };
}

function described({ method, path, status, text }: ApiAnswer): string {
  return `Nomad answered ${status} to ${method} ${path}: ${text.length > 300 ? `${text.slice(0, 300)}...` : text}`;
}

function requireReport(value: unknown): Report {
  return requireValue(value, "summary", "a report of lab.plan()") as Report;
}

function requireAnswer(value: unknown): ApiAnswer {
  return requireValue(value, "status", "an answer of lab.token(...)") as ApiAnswer;
}

/** An assertion on a promise would never fail if the test did not wait for it, so it is refused. */
function requireValue(value: unknown, field: string, what: string): object {
  if (typeof value === "object" && value !== null && field in value) {
    return value;
  }
  const got = value instanceof Promise ? "a promise; add await before it" : String(value);
  throw new TypeError(`want ${what}, got ${got}`);
}
