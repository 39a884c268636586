import { spawnSync } from "node:child_process";
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

/**
 * Runs jest, its output going to the terminal as it comes.
 *
 * @param options.unit leave out `__tests__/lab`
 * @param options.patterns run only the files whose path has one of these words
 */
export function runJest({ unit, patterns }: { unit: boolean; patterns: readonly string[] }): Counts {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-jest-"));
  const file = path.join(folder, "report.json");
  const jest = require.resolve("jest/bin/jest");
  const options = ["--runInBand", "--json", `--outputFile=${file}`, ...(process.env.CI ? ["--ci"] : [])];
  const selection = unit ? ["--testPathIgnorePatterns", "__tests__/lab", "node_modules"] : [];
  // The report goes to the file; on standard output it would only be in the way.
  spawnSync(process.execPath, [jest, ...patterns, ...options, ...selection], {
    stdio: ["ignore", "ignore", "inherit"],
  });
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
