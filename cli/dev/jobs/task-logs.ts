import type { NomadClient } from "../../../clients";
import { pause } from "../pause";

/** Milliseconds between two attempts to read a log that Nomad does not have yet. */
const PAUSE = 500;
/** Number of attempts. */
const MOST = 20;

/** A stream of a task. */
export interface LogStream {
  readonly allocation: string;
  readonly task: string;
  readonly type: "stdout" | "stderr";
}

/**
 * Passes on the lines that a task logs, from the beginning, until the task ends.
 *
 * @param signal ends it
 * @see https://developer.hashicorp.com/nomad/api-docs/client#stream-logs
 */
export async function followLog(
  nomad: NomadClient,
  { allocation, task, type }: LogStream,
  signal: AbortSignal,
  receive: (line: string) => void,
): Promise<void> {
  let rest = "";
  let offset = 0;
  const take = (text: string) => {
    offset += Buffer.byteLength(text);
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(receive);
  };
  for (let attempt = 0; attempt < MOST && !signal.aborted; attempt++) {
    const query = `task=${encodeURIComponent(task)}&type=${type}&follow=true&plain=true&origin=start&offset=${offset}`;
    const { status } = await nomad.follow(`/v1/client/fs/logs/${allocation}?${query}`, signal, take);
    if (status === 200) {
      break; // the task has ended
    }
    await pause(PAUSE, signal);
  }
  if (rest !== "" && !signal.aborted) {
    receive(rest);
  }
}
