import { ConsulClient } from "../clients";
import { ConsulChecks } from "./consul-checks";
import { followProgress } from "./progress";
import { terminalOptions } from "./report/terminal";
import { configuredConsulAccess } from "./stack/access";
import type { Stack } from "./stack/stack";
import { Waits } from "./waits";

/** A display of what an apply waits for. */
export interface WatchedWaits {
  /** Prints a line of another source, after the progress that the provider has written until now. */
  readonly print: (line: string) => void;
  /** Prints the rest of the progress, and removes the live lines. */
  readonly stop: () => void;
}

/**
 * Shows what the provider and Consul report about the jobs that an apply waits for.
 *
 * @param file the file that CDKNOMAD_PROGRESS names; it may not exist yet
 * @param stacks returns the stacks that are applied; it is called when the first job is registered
 */
export function watchWaits(
  file: string,
  stacks: () => readonly Stack[],
  out: NodeJS.WriteStream = process.stdout,
): WatchedWaits {
  const { colors } = terminalOptions(out, process.env);
  const waits = new Waits({ out, colors });
  const checks = new ConsulChecks((event) => waits.receive(event));
  let known = false;
  const progress = followProgress(file, (event) => {
    if (!known) {
      known = true;
      addJobs(checks, stacks);
    }
    waits.receive(event);
    checks.receive(event);
  });
  return {
    print: (line) => {
      progress.catchUp();
      waits.print(line);
    },
    stop: () => {
      progress.stop();
      checks.stop();
      waits.stop();
    },
  };
}

/** Adds the jobs of all stacks with access to Consul. Without access, the output of checks is not shown. */
function addJobs(checks: ConsulChecks, stacks: () => readonly Stack[]): void {
  try {
    for (const stack of stacks()) {
      const access = configuredConsulAccess(stack);
      if (access) {
        checks.add(stack.jobs(), new ConsulClient(access, 5_000));
      }
    }
  } catch {
    // A command that prints a token may fail; the apply itself needs no access to Consul then.
  }
}
