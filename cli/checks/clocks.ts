import type { Answer } from "../../clients";
import { type Finding, warning } from "./finding";

/** A clock of the cluster, compared with the clock of this machine. */
export interface Clock {
  /** Owner of the clock, such as `nomad at http://127.0.0.1:4646`. */
  readonly whose: string;
  /** Seconds by which it is ahead of this machine's clock; negative if it is behind. */
  readonly ahead: number;
  /** By how many seconds that may be wrong. */
  readonly margin: number;
}

/**
 * What may differ, in seconds. Consul refuses a workload's identity that was made more than a minute in its future; half of
 * it is not waited for.
 */
const TOLERANCE = 30;

/** The clock of who answered: the header has whole seconds, and was written between the question and the answer. */
export function clockOf(whose: string, { date }: Answer, asked: number, answered: number): Clock[] {
  const shown = Date.parse(date ?? "");
  return Number.isNaN(shown)
    ? []
    : [
        {
          whose,
          ahead: (shown + 500 - (asked + answered) / 2) / 1000,
          margin: ((answered - asked) / 2 + 500) / 1000,
        },
      ];
}

/**
 * Clocks that differ: this machine's from those of the cluster, and those of the cluster from one another. What most of them
 * show counts as the time; where two of two differ, this machine decides.
 */
export function clockFindings(clocks: readonly Clock[]): Finding[] {
  if (clocks.length === 0) {
    return [];
  }
  const sorted = clocks.toSorted((one, other) => one.ahead - other.ahead);
  const middles = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]] as [
    Clock,
    Clock,
  ];
  const time = middles.reduce((one, other) => (Math.abs(other.ahead) < Math.abs(one.ahead) ? other : one));
  const wrong = clocks.filter((clock) => Math.abs(clock.ahead - time.ahead) - clock.margin - time.margin > TOLERANCE);
  return [
    ...(Math.abs(time.ahead) - time.margin > TOLERANCE
      ? [
          warning(
            "clock-differs",
            `this machine's clock is ${difference(-time.ahead)} that of ${time.whose}: certificates and tokens with an end are misjudged here; set it by NTP (timedatectl set-ntp true)`,
          ),
        ]
      : []),
    ...wrong.map(({ whose, ahead }) =>
      warning(
        "clock-differs",
        `the clock of ${whose} is ${difference(ahead - time.ahead)} that of ${time.whose}: consul refuses identities of workloads when the two differ by a minute; set it by NTP (timedatectl set-ntp true)`,
      ),
    ),
  ];
}

function difference(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const words =
    whole < 120 ? `${whole} s` : whole < 7200 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`;
  return `${words} ${seconds > 0 ? "ahead of" : "behind"}`;
}
