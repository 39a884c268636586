import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { importCommand } from "../../../cli/commands/import";

/** The output and the files of the command. */
export interface ImportRun {
  readonly stdout: string;
  /** The report on standard error, with FOLDER instead of the folder. */
  readonly report: string;
  readonly error: string | undefined;
  readonly code: number | string | undefined;
  /** The new files in the folder: text by path. */
  readonly written: Readonly<Record<string, string>>;
}

/**
 * Runs `cdknomad import` in this process.
 *
 * @param folder the folder for its files
 * @param args the arguments after `import`
 */
export async function runImport(folder: string, args: readonly string[]): Promise<ImportRun> {
  const before = new Set(filesBelow(folder));
  const named = (text: string) => text.replaceAll(folder, "FOLDER");
  let stdout = "";
  const said: string[] = [];
  const spies = [
    jest.spyOn(process.stdout, "write").mockImplementation((text) => {
      stdout += text;
      return true;
    }),
    jest.spyOn(process.stderr, "write").mockImplementation(() => true),
    jest.spyOn(console, "error").mockImplementation((line: string) => void said.push(line)),
  ];
  const { exitCode } = process;
  let error: string | undefined;
  try {
    await importCommand().parseAsync([...args], { from: "user" });
  } catch (thrown) {
    error = named((thrown as Error).message);
  }
  const { exitCode: code } = process;
  process.exitCode = exitCode;
  for (const spy of spies) {
    spy.mockRestore();
  }
  const written = filesBelow(folder).filter((name) => !before.has(name));
  return {
    stdout,
    report: named(said.join("\n")),
    error,
    code,
    written: Object.fromEntries(written.map((name) => [name, readFileSync(path.join(folder, name), "utf8")])),
  };
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
