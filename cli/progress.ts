import { existsSync, openSync, readSync } from "node:fs";
import pc from "picocolors";
import { maskMessage } from "./plan/secrets";
import { visibleLine } from "./plan/visible";

/** One line of what the provider writes while it waits for a deployment. */
interface ProgressEvent {
  readonly resource: string;
  readonly message: string;
}

/**
 * Tells what the provider writes into its progress file while Terraform, which has no channel for it, is silent.
 *
 * @param file the file that CDKNOMAD_PROGRESS names; it need not exist yet
 * Names and messages of it come from the cluster, where others write: they may not write to the terminal.
 *
 * @param tell gets each new line
 * @param dim how the job's name looks
 * @returns what tells at once all that there is by now, and what tells the rest and ends it
 */
export function followProgress(
  file: string,
  tell: (line: string) => void,
  dim: (text: string) => string = pc.dim,
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
          tell(`${dim(visibleLine(event.resource))}  ${visibleLine(maskMessage(event.message))}`);
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

/** Nothing for a line that is not whole, as on a full disk: an apply does not end for want of a word on it. */
function readEvent(line: string): ProgressEvent | undefined {
  try {
    const { resource, message } = JSON.parse(line) as Partial<ProgressEvent>;
    return resource === undefined || message === undefined ? undefined : { resource, message };
  } catch {
    return undefined;
  }
}
