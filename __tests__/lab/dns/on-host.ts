import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import type { Lab } from "../../../lab";

/** A program of this folder that runs on a host of the lab, and writes a line of JSON for all that it sees. */
export class OnHost {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts it; each of its lines goes to `line` until it ends. */
  static async start<T>(
    lab: Lab,
    host: string,
    program: string,
    args: readonly string[],
    line: (value: T) => void,
  ): Promise<OnHost> {
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const file = path.join(__dirname, program);
    const { argv, env } = await lab.commandOn(host, [process.execPath, "--import", tsx, file, ...args]);
    const [command, ...rest] = argv;
    const child = spawn(command, rest, { env, stdio: ["pipe", "pipe", "inherit"] });
    // the host may lose its power before it reads that it shall end
    child.stdin.on("error", () => {});
    createInterface({ input: child.stdout }).on("line", (text) => line(JSON.parse(text) as T));
    return new OnHost(child);
  }

  /** Whether it ended, by itself or with its host. */
  get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Ends it, and waits for its last line. */
  async stop(): Promise<void> {
    if (this.ended) {
      return;
    }
    const closed = once(this.process, "close");
    this.process.stdin?.end();
    await closed;
  }
}
