import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import type { Result } from "../project";

const repository = path.join(__dirname, "..", "..", "..");

/** A command that is typed in a folder and keeps running until it ends or is ended. */
export class Typed {
  output = "";
  readonly ended: Promise<Result>;
  private readonly child: ChildProcess;

  /**
   * @param folder where it is typed
   * @param words the command of this repository and its arguments, for example `cdknomad apply`
   */
  constructor(folder: string, environment: NodeJS.ProcessEnv, [command = "", ...args]: readonly string[]) {
    const env = { ...process.env, CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", ...environment };
    const child = spawn(process.execPath, [path.join(repository, "bin", command), ...args], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // as a shell starts it: a process group of its own
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        this.output += chunk;
      });
    }
    this.ended = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, output: this.output }));
    });
  }

  /** Waits until it has printed a text. @throws Error with all it printed, if it ends without */
  async says(text: string): Promise<void> {
    let ended = false;
    void this.ended.then(() => {
      ended = true;
    });
    while (!this.output.includes(text)) {
      if (ended) {
        throw new Error(`it ended without saying ${JSON.stringify(text)}:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Sends a signal to the process of the command alone, like the `kill` program. */
  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** The processes that work in a folder or below it. */
export function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((entry) => {
    try {
      return /^\d+$/.test(entry) && `${readlinkSync(`/proc/${entry}/cwd`)}/`.startsWith(`${folder}/`);
    } catch {
      return false; // it has ended meanwhile
    }
  });
}
