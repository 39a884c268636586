import { rmSync } from "node:fs";
import path from "node:path";
import * as typescript from "typescript";
import { WatchedFiles } from "../../../cli/dev/program/watched-files";
import { TypeCheck, type TypeCheckResult } from "../../../cli/dev/types/type-check";
import { temporary } from "./temporary";

jest.setTimeout(120_000);

const { folder, write } = temporary("dev-types");
const entry = path.join(folder, "main.ts");

// biome-ignore lint/suspicious/noControlCharactersInRegex: codes that set a color begin with such a character
const plain = ({ text }: TypeCheckResult) => text.replace(/\x1b\[[\d;]*m/g, "");
/** Writes the settings; the smallest library makes the check fast. */
const settings = (options: object) =>
  write(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { module: "Node16", target: "ES2022", lib: ["ES5"], types: [], ...options } }),
  );
const isWatched = ({ reads }: TypeCheckResult, file: string) =>
  reads.some((read) => read.file === path.join(folder, file));

describe("a check of types", () => {
  let check: TypeCheck;
  beforeEach(() => {
    settings({ strict: true });
    write("main.ts", 'import { count } from "./count";\nexport const next: number = count + 1;\n');
    write("count.ts", "export const count = 1;\n");
    check = new TypeCheck(typescript, folder);
  });

  it("finds no error in a correct program, and reports its files", () => {
    const result = check.check(entry);
    expect([plain(result), result.count]).toEqual(["", 0]);
    expect(["main.ts", "count.ts", "tsconfig.json"].map((file) => isWatched(result, file))).toEqual([true, true, true]);
  });

  it("shows an error with file, line, and code, and that it is gone after the fix", () => {
    check.check(entry);
    write("count.ts", 'export const count: number = "one";\n');
    const wrong = check.check(entry);
    expect(wrong.count).toBe(1);
    expect(plain(wrong)).toContain("count.ts:1:14 - error TS2322: Type 'string' is not assignable to type 'number'.");
    expect(check.check(entry).count).toBe(1); // it is not forgotten while nothing changes
    write("count.ts", "export const count = 12;\n");
    expect(check.check(entry).count).toBe(0);
  });

  it("finds an error that an edit causes in another file", () => {
    check.check(entry);
    write("count.ts", "export const count = {};\n");
    expect(plain(check.check(entry))).toContain("main.ts:2:");
  });

  it("shows an error of the syntax", () => {
    write("count.ts", "export const count = ;\n");
    expect(plain(check.check(entry))).toContain("count.ts:1:22 - error TS1109: Expression expected.");
  });

  it("finds a module that is created after its import was written", () => {
    write("main.ts", 'import { count } from "./later";\nexport const next: number = count;\n');
    const missing = check.check(entry);
    expect(plain(missing)).toContain("TS2307");
    const files = new WatchedFiles();
    files.replace(missing.reads);
    expect(files.changed()).toEqual([]);
    const later = write("later.ts", "export const count = 1;\n");
    expect(files.changed()).toContain(later);
    expect(check.check(entry).count).toBe(0);
    rmSync(later);
  });

  it("leaves out files that the program does not import, such as tests", () => {
    write("other.test.ts", 'export const wrong: number = "text";\n');
    expect(check.check(entry).count).toBe(0);
  });

  it("follows a change of the settings", () => {
    write("count.ts", "export const count = 1;\nexport function f(x) { return x; }\n");
    expect(check.check(entry).count).toBe(1);
    settings({});
    expect(check.check(entry).count).toBe(0);
  });
});
