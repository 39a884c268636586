import { createRequire } from "node:module";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type * as typescript from "typescript";
import { reasonOf } from "../../../errors";
import { TypeCheck, type TypeCheckResult } from "./type-check";

/** What the thread answers. */
export type TypeCheckAnswer = { readonly result: TypeCheckResult } | { readonly unusable: string };

/** Checks types in a thread of its own: a check keeps its thread busy for up to several seconds. */
function serve(): void {
  const folder = workerData as string;
  let check: TypeCheck | undefined;
  parentPort?.on("message", (entry: string) => {
    let answer: TypeCheckAnswer;
    try {
      check ??= new TypeCheck(typeScriptOf(folder), folder);
      answer = { result: check.check(entry) };
    } catch (error) {
      answer = { unusable: reasonOf(error) };
    }
    parentPort?.postMessage(answer);
  });
}

/** Loads the TypeScript of a project. */
function typeScriptOf(folder: string): typeof typescript {
  return createRequire(path.join(folder, "package.json"))("typescript") as typeof typescript;
}

serve();
