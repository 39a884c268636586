import { findProgram } from "../../tools/find-program";

/** `idle`: only on processor time that nothing else wants, so that what is measured at the same time does not wait for it. */
export type Priority = "normal" | "idle";

/** Returns the words of a command that runs a program with a priority, which its children inherit. */
export function withPriority(how: Priority, program: string, ...args: readonly string[]): [string, ...string[]] {
  // Without chrt, which Debian has in util-linux, the tests run all the same.
  return how === "idle" && findProgram("chrt") !== undefined
    ? ["chrt", "--idle", "0", program, ...args]
    : [program, ...args];
}
