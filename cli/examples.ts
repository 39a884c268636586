/** What `--help` ends with: command lines as they are typed, each tried by a test against the options that there are. */
export function examples(...lines: readonly [string, ...string[]]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
