import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Counts, failureOf } from "./counts";
import { type Priority, withPriority } from "./priority";

/** The fields of jest's `--json` that are read here. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    /** `failed` also for a file that could not be loaded, which has no tests then. */
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Returns the failed tests of a file, or the file if it failed outside of a test. */
function failuresOf({ name, status, message, assertionResults }: Report["testResults"][number]): string[] {
  const file = path.relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (status === "failed" && failed.length === 0) {
    return [failureOf(file, message)];
  }
  return failed.map(({ fullName, failureMessages }) => failureOf(`${fullName} (${file})`, failureMessages.join("\n")));
}

/** Selection of test files. */
export interface Selection {
  /** Words of which a path must contain one. @default - all files */
  readonly patterns?: readonly string[];
  /** Words that a path must not contain. */
  readonly without?: readonly string[];
  /** @default - the environment of this process */
  readonly environment?: NodeJS.ProcessEnv;
  /** @default "normal" */
  readonly how?: Priority;
}

/** Runs jest with its output on the terminal. */
export async function runJest({
  patterns = [],
  without = [],
  environment = process.env,
  how = "normal",
}: Selection): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-jest-"));
  const file = path.join(folder, "report.json");
  const jest = require.resolve("jest/bin/jest");
  const options = ["--runInBand", "--json", `--outputFile=${file}`, ...(process.env.CI ? ["--ci"] : [])];
  const ignore = without.length > 0 ? ["--testPathIgnorePatterns", ...without, "node_modules"] : [];
  // The report is written to a file, because jest's output uses standard output.
  const [program, ...args] = withPriority(how, process.execPath, jest, ...patterns, ...options, ...ignore);
  const child = spawn(program, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
  await once(child, "close");
  if (!existsSync(file)) {
    rmSync(folder, { recursive: true });
    return { passed: 0, failures: [failureOf("jest ended without a report")], skips: [] };
  }
  const report: Report = JSON.parse(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true });
  return {
    passed: report.numPassedTests,
    failures: report.testResults.flatMap(failuresOf),
    skips: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== "passed" && status !== "failed")
        .map(({ fullName, status }) => `${fullName} (${status}, ${path.relative(process.cwd(), name)})`),
    ),
  };
}
