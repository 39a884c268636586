import { existsSync, openSync, readSync } from "node:fs";
import pc from "picocolors";

/** One line of what the provider writes while it waits for a deployment. */
interface ProgressEvent {
  readonly resource: string;
  readonly message: string;
}

/**
 * Tells what the provider writes into its progress file while Terraform, which has no channel for it, is silent.
 *
 * @param file the file that CDKNOMAD_PROGRESS names; it need not exist yet
 * @param tell gets each new line
 * @returns a function that tells the rest and ends it
 */
export function followProgress(file: string, tell: (line: string) => void): () => void {
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
        const { resource, message } = JSON.parse(line) as ProgressEvent;
        tell(`${pc.dim(resource)}  ${message}`);
      }
    }
  };
  const timer = setInterval(read, 250);
  return () => {
    clearInterval(timer);
    read();
  };
}
