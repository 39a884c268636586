import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Counts } from "./counts";

/** The part of jest's `--json` that is read here. */
interface Report {
  readonly numFailedTests: number;
  readonly numPassedTests: number;
  /** Files that could not even be loaded; their tests are in no other number. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Which files jest runs. */
export interface Selection {
  /** Only those whose path has one of these words; all without. */
  readonly patterns?: readonly string[];
  /** None whose path has one of these words. */
  readonly without?: readonly string[];
}

/** Runs jest, its output going to the terminal as it comes. */
export async function runJest({ patterns = [], without = [] }: Selection): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-jest-"));
  const file = path.join(folder, "report.json");
  const jest = require.resolve("jest/bin/jest");
  const options = ["--runInBand", "--json", `--outputFile=${file}`, ...(process.env.CI ? ["--ci"] : [])];
  const ignore = without.length > 0 ? ["--testPathIgnorePatterns", ...without, "node_modules"] : [];
  // The report goes to the file; on standard output it would only be in the way.
  const child = spawn(process.execPath, [jest, ...patterns, ...options, ...ignore], {
    stdio: ["ignore", "ignore", "inherit"],
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
