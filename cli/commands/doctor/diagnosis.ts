import type { Finding } from "../../checks/finding";
import { maskMessage } from "../../plan/secrets";

/** The checks, in the order in which they are told; docs/doctor.md has a line for each. */
export const checks = [
  "machine",
  "program",
  "reach",
  "state",
  "lock",
  "token",
  "rights",
  "version",
  "provider",
  "clock",
  "identity",
  "placement",
  "port",
  "name-server",
] as const;

/** Name of a check. */
export type Check = (typeof checks)[number];

/** A finding, and whose it is. */
export interface Told extends Finding {
  readonly check: Check;
}

/** Findings under the name of the check that made them. Addresses and servers' words are in them, which may hold secrets. */
export function tell(check: Check, findings: readonly Finding[]): Told[] {
  return findings.map(({ level, message }) => ({ check, level, message: maskMessage(message) }));
}

/** In the order of the checks; what two checks found is told once, by the one that says more. */
export function diagnosis(told: readonly Told[]): readonly Told[] {
  const sorted = told.toSorted((one, other) => checks.indexOf(one.check) - checks.indexOf(other.check));
  return sorted.filter(
    ({ message }, index) =>
      !sorted.some(
        (other, at) => other.message.endsWith(message) && (other.message.length > message.length || at < index),
      ),
  );
}
