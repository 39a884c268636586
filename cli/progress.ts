import { existsSync, openSync, readSync } from "node:fs";

/** One line of what the provider writes while it waits for a job. */
export interface ProgressEvent {
  /** Namespace and id of the job, such as `default/web`. */
  readonly resource: string;
  /** What happened, such as `registered`, `cause`, or `done`; see provider/README.md. */
  readonly event: string;
  readonly message: string;
  /** Allocations by task group, if Nomad has a deployment of the job. */
  readonly deployment?: Readonly<Record<string, GroupCount>>;
}

/** Number of allocations of a task group in a deployment. */
export interface GroupCount {
  readonly desired: number;
  readonly healthy: number;
}

/**
 * Reads what the provider writes to its progress file, because Terraform cannot show it.
 *
 * @param file the file that CDKNOMAD_PROGRESS names; it may not exist yet
 * @param receive receives each event
 * @returns `catchUp` reads all lines that exist now; `stop` reads the rest and ends
 */
export function followProgress(
  file: string,
  receive: (event: ProgressEvent) => void,
): { readonly catchUp: () => void; readonly stop: () => void } {
  let descriptor: number | undefined;
  let rest = "";
  const read = () => {
    if (descriptor === undefined && existsSync(file)) {
      descriptor = openSync(file, "r");
    }
    if (descriptor === undefined) {
      return;
    }
    const buffer = Buffer.alloc(65_536);
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
      const lines = (rest + buffer.toString("utf8", 0, length)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const event = readEvent(line);
        if (event) {
          receive(event);
        }
      }
    }
  };
  const timer = setInterval(read, 250);
  return {
    catchUp: read,
    stop: () => {
      clearInterval(timer);
      read();
    },
  };
}

/** Parses a line; undefined if it is incomplete, for example on a full disk. */
function readEvent(line: string): ProgressEvent | undefined {
  try {
    const { resource, event = "", message, deployment } = JSON.parse(line) as Partial<ProgressEvent>;
    return resource === undefined || message === undefined
      ? undefined
      : { resource, event, message, ...(deployment && { deployment }) };
  } catch {
    return undefined;
  }
}
