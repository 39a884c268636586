import type { Finding } from "../../checks/finding";
import { maskMessage } from "../../secrets/mask-text";
import { checks, NAME_SERVER } from "./checks";
import type { Subject } from "./subject";

/** A finding with the name of its check. */
export interface DoctorFinding extends Finding {
  readonly check: string;
}

/** Runs all checks whose needs are met. */
export async function diagnose(subject: Subject): Promise<readonly DoctorFinding[]> {
  const possible = checks.filter(({ needs }) => needs === "nothing" || subject.failures.length === 0);
  const found = await Promise.all(possible.map(async ({ name, run }) => withCheck(name, await run(subject))));
  return inOrder(found.flat());
}

/** Findings with the name of their check, and with secrets masked: messages contain addresses and answers of servers. */
export function withCheck(check: string, findings: readonly Finding[]): DoctorFinding[] {
  return findings.map(({ code, level, message }) => ({ check, code, level, message: maskMessage(message) }));
}

/** Findings in the order of the checks. If two checks found the same, only the more detailed finding remains. */
export function inOrder(findings: readonly DoctorFinding[]): readonly DoctorFinding[] {
  const names = [...checks.map(({ name }) => name), NAME_SERVER];
  const sorted = findings.toSorted((one, other) => names.indexOf(one.check) - names.indexOf(other.check));
  return sorted.filter(
    ({ message }, index) =>
      !sorted.some(
        (other, at) => other.message.endsWith(message) && (other.message.length > message.length || at < index),
      ),
  );
}
