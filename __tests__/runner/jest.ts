import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Counts } from "./counts";

/** The fields of jest's `--json` that are read here. */
interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  /** Number of files that could not be loaded; their tests are not counted elsewhere. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Selection of test files. */
export interface Selection {
  /** Words of which a path must contain one. @default - all files */
  readonly patterns?: readonly string[];
  /** Words that a path must not contain. */
  readonly without?: readonly string[];
  /** @default - the environment of this process */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs jest with its output on the terminal. */
export async function runJest({ patterns = [], without = [], environment = process.env }: Selection): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-jest-"));
  const file = path.join(folder, "report.json");
  const jest = require.resolve("jest/bin/jest");
  const options = ["--runInBand", "--json", `--outputFile=${file}`, ...(process.env.CI ? ["--ci"] : [])];
  const ignore = without.length > 0 ? ["--testPathIgnorePatterns", ...without, "node_modules"] : [];
  // The report is written to a file, because jest's output uses standard output.
  const child = spawn(process.execPath, [jest, ...patterns, ...options, ...ignore], {
    stdio: ["ignore", "ignore", "inherit"],
    env: environment,
  });
  await once(child, "close");
  if (!existsSync(file)) {
    rmSync(folder, { recursive: true });
    return { passed: 0, failed: 1, skips: [] };
  }
  const report: Report = JSON.parse(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skips: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== "passed" && status !== "failed")
        .map(({ fullName, status }) => `${fullName} (${status}, ${path.relative(process.cwd(), name)})`),
    ),
  };
}
