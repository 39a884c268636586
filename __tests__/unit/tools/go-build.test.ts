import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goBuild } from "../../../tools/go-build";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";

jest.setTimeout(120_000);

describe("a program built from a Go module", () => {
  let dir: string;
  const keep = process.env.CDKNOMAD_CACHE;
  const write = (source: string) => writeFileSync(join(dir, "module", "main.go"), source);
  const program = () => ({ name: "hello", dir: join(dir, "module"), packagePath: "." });

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "go-build-"));
    process.env.CDKNOMAD_CACHE = join(dir, "cache");
    mkdirSync(join(dir, "module"));
    writeFileSync(join(dir, "module", "go.mod"), "module hello\n\ngo 1.26\n");
    write('package main\n\nfunc main() { println("hello") }\n');
  });

  afterEach(() => {
    rmSync(dir, { recursive: true });
    if (keep === undefined) delete process.env.CDKNOMAD_CACHE;
    else process.env.CDKNOMAD_CACHE = keep;
  });

  it("is built once, runs, and is found the next time", async () => {
    const path = await goBuild(program(), silent);
    expect((await run([path])).stderr).toBe("hello\n");
    const steps: string[] = [];
    const counting = {
      ...silent,
      step: <T>(title: string, work: (say: () => void) => Promise<T>) => {
        steps.push(title);
        return work(() => {});
      },
    };
    expect(await goBuild(program(), counting)).toBe(path);
    expect(steps).toEqual([]);
  });

  it("tells while it is built how many packages there are to compile", async () => {
    const details: string[] = [];
    const listening = {
      ...silent,
      step: <T>(_title: string, work: (say: (detail: string) => void) => Promise<T>) =>
        work((detail) => details.push(detail)),
    };
    await goBuild(program(), listening);
    // what Go has of its own library differs from machine to machine
    expect(details.at(-1)).toMatch(/^compiling, package (\d+) of \1, and linking$/);
  });

  it("is built once by two who want it at the same time", async () => {
    const [one, two] = await Promise.all([goBuild(program(), silent), goBuild(program(), silent)]);
    expect(one).toBe(two);
    expect(readdirSync(join(one, ".."))).toEqual(["hello"]);
  });

  it("is built anew when a source changes", async () => {
    const before = await goBuild(program(), silent);
    write('package main\n\nfunc main() { println("changed") }\n');
    const after = await goBuild(program(), silent);
    expect(after).not.toBe(before);
    expect((await run([after])).stderr).toBe("changed\n");
  });

  it("fails with the compiler's words when it does not compile, and leaves no file", async () => {
    write("package main\n\nfunc main() { nothing() }\n");
    await expect(goBuild(program(), silent)).rejects.toThrow(
      [
        "hello: cannot be built",
        "    # hello",
        "    ./main.go:3:15: undefined: nothing",
        `  to repeat it: cd ${join(dir, "module")} && CGO_ENABLED=0 go build -buildvcs=false -v -o /dev/null .`,
      ].join("\n"),
    );
    const left = readdirSync(join(dir, "cache", "tools"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  it("fails when it builds but is not what it should be", async () => {
    const verify = { args: ["version"], output: "hello v2" };
    await expect(goBuild({ ...program(), verify }, silent)).rejects.toThrow(
      'hello: was built but `hello version` does not say "hello v2": hello',
    );
  });
});
