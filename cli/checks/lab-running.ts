import { CodedError } from "../../errors";
import { findLab, notRunning } from "../../lab/lab";
import { serversOf } from "../stack/access";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";

/**
 * Checks that the labs of stacks are running. No request is sent: another server may listen at the address of a lab that is down.
 *
 * @returns one finding per lab that is not running, or that has another address since the synthesis
 */
export function labFindings(stacks: readonly Stack[]): readonly Finding[] {
  const findings = stacks.flatMap((stack) => {
    const { lab: name } = stack.cluster;
    if (name === undefined) {
      return [];
    }
    const running = findLab(name);
    if (!running) {
      return [problem("lab-not-running", notRunning(name))];
    }
    const nomad = serversOf(stack).find(({ product }) => product === "nomad");
    return nomad && nomad.address !== running.nomadAddr
      ? [
          problem(
            "lab-not-running",
            `lab "${name}" is not running at ${nomad.address}, for which the program was synthesized; it is now at ${running.nomadAddr}; run cdknomad plan again`,
          ),
        ]
      : [];
  });
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}

/** @throws CodedError for the first finding of {@link labFindings} */
export function requireLabs(stacks: readonly Stack[]): void {
  const [first] = labFindings(stacks);
  if (first) {
    throw new CodedError(first.code, first.message);
  }
}

/**
 * Checks that the lab of a shell with the variables of `cdknomad lab env` is still running, for a command without a program.
 *
 * @throws CodedError if it is not running
 */
export function requireLabOfShell({ CDKNOMAD_ENV, CDKNOMAD_LAB, NOMAD_ADDR }: NodeJS.ProcessEnv): void {
  const isOfLab = CDKNOMAD_ENV === undefined || CDKNOMAD_ENV === "lab";
  if (isOfLab && CDKNOMAD_LAB && NOMAD_ADDR && !findLab(CDKNOMAD_LAB)) {
    throw new CodedError("lab-not-running", notRunning(CDKNOMAD_LAB));
  }
}
