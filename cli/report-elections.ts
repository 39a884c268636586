import { reportElections } from "../clients/election";
import { visible } from "./report/visible";

/** Prints a line when a request waits for the servers to elect a leader. Answers of servers may not write to the terminal. */
export function printElections(): void {
  reportElections((line) => process.stderr.write(`${visible(line)}\n`));
}
