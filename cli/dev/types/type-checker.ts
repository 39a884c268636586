import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { sourceModule } from "../source-module";
import type { TypeCheckResult } from "./type-check";
import type { TypeCheckAnswer } from "./type-check-thread";

/** The check of types next to the runs of the program, in a thread of its own. */
export class TypeChecker {
  private thread: Worker | undefined;
  private answer: ((answer: TypeCheckAnswer) => void) | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param folder the folder of the project
   * @param report receives the reason why types are not checked, once
   */
  constructor(
    folder: string,
    private readonly report: (reason: string) => void,
  ) {
    const missing = missingFor(folder);
    if (missing !== undefined) {
      report(missing);
      return;
    }
    this.thread = new Worker(sourceModule(path.join(__dirname, "type-check-thread")), {
      eval: true,
      workerData: folder,
    });
    this.thread.on("message", (answer: TypeCheckAnswer) => this.answer?.(answer));
    this.thread.on("error", (error) => this.answer?.({ unusable: error.message }));
  }

  /**
   * Checks a program. Checks run one after the other.
   *
   * @param entry the file that Node is started with
   * @returns nothing if types cannot be checked
   */
  check(entry: string): Promise<TypeCheckResult | undefined> {
    const result = this.last.then(() => this.ask(entry));
    this.last = result;
    return result;
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.answer?.({ unusable: "the command ends" });
    await thread?.terminate();
  }

  private async ask(entry: string): Promise<TypeCheckResult | undefined> {
    const { thread } = this;
    if (!thread) {
      return undefined;
    }
    const answer = await new Promise<TypeCheckAnswer>((resolve) => {
      this.answer = resolve;
      thread.postMessage(entry);
    });
    this.answer = undefined;
    if ("result" in answer) {
      return answer.result;
    }
    if (this.thread) {
      this.report(answer.unusable);
      await this.stop();
    }
    return undefined;
  }
}

/** Returns what a project lacks for a check of types. */
export function missingFor(folder: string): string | undefined {
  if (!existsSync(path.join(folder, "tsconfig.json"))) {
    return "there is no tsconfig.json";
  }
  try {
    const { version } = createRequire(path.join(folder, "package.json"))("typescript/package.json");
    return Number.parseInt(version, 10) < 7 ? undefined : noLibraryIn(version);
  } catch {
    return "TypeScript is not installed in the project";
  }
}

/** TypeScript 7 is a program: its package exports only the version, and interfaces that it calls unstable. */
function noLibraryIn(version: string): string {
  return `TypeScript ${version} has no library for other programs; run "npx tsc --watch" in a second terminal, or install TypeScript 5.9`;
}
