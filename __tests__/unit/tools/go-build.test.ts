import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { goBuild } from "../../../tools/go-build";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";

jest.setTimeout(120_000);

describe("a program built from a Go module", () => {
  let dir: string;
  const keep = process.env.CDKNOMAD_CACHE;
  const write = (source: string) => writeFileSync(path.join(dir, "module", "main.go"), source);
  const program = () => ({ name: "hello", dir: path.join(dir, "module"), packagePath: "." });

  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "go-build-"));
    process.env.CDKNOMAD_CACHE = path.join(dir, "cache");
    mkdirSync(path.join(dir, "module"));
    writeFileSync(path.join(dir, "module", "go.mod"), "module hello\n\ngo 1.26\n");
    write('package main\n\nfunc main() { println("hello") }\n');
  });

  afterEach(() => {
    rmSync(dir, { recursive: true });
    if (keep === undefined) {
      delete process.env.CDKNOMAD_CACHE;
    } else {
      process.env.CDKNOMAD_CACHE = keep;
    }
  });

  it("is built once, runs, and is found in the cache afterwards", async () => {
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

  it("is compiled with less frequent garbage collection, unless the user sets its frequency", async () => {
    const { PATH, GOGC } = process.env;
    const log = path.join(dir, "log");
    writeFileSync(
      path.join(dir, "go"),
      `#!/bin/sh\necho "$1 $GOGC $GOMEMLIMIT" >> ${log}\nPATH='${PATH}' exec go "$@"\n`,
      {
        mode: 0o755,
      },
    );
    process.env.PATH = `${dir}:${PATH}`;
    delete process.env.GOGC;
    try {
      await goBuild(program(), silent);
      write('package main\n\nfunc main() { println("again") }\n');
      process.env.GOGC = "50";
      await goBuild(program(), silent);
    } finally {
      process.env.PATH = PATH;
      if (GOGC === undefined) {
        delete process.env.GOGC;
      } else {
        process.env.GOGC = GOGC;
      }
    }
    const builds = readFileSync(log, "utf8").match(/^build .*$/gm);
    expect(builds).toEqual(["build 400 2GiB", "build 50 2GiB"]);
  });

  it("shows during the build how many packages it compiles", async () => {
    const details: string[] = [];
    const listening = {
      ...silent,
      step: <T>(_title: string, work: (say: (detail: string) => void) => Promise<T>) =>
        work((detail) => details.push(detail)),
    };
    await goBuild(program(), listening);
    // The cached part of Go's own library differs between machines.
    expect(details.at(-1)).toMatch(/^compiling, package (\d+) of \1, and linking$/);
  });

  it("is built once if two builds start at the same time", async () => {
    const [one, two] = await Promise.all([goBuild(program(), silent), goBuild(program(), silent)]);
    expect(one).toBe(two);
    expect(readdirSync(path.join(one, ".."))).toEqual(["hello"]);
  });

  it("is built again when a source changes", async () => {
    const before = await goBuild(program(), silent);
    write('package main\n\nfunc main() { println("changed") }\n');
    const after = await goBuild(program(), silent);
    expect(after).not.toBe(before);
    expect((await run([after])).stderr).toBe("changed\n");
  });

  it("fails with the compiler's message if it does not compile, and leaves no file", async () => {
    write("package main\n\nfunc main() { nothing() }\n");
    await expect(goBuild(program(), silent)).rejects.toThrow(
      [
        "hello: cannot be built",
        "    # hello",
        "    ./main.go:3:15: undefined: nothing",
        `  to repeat it: cd ${path.join(dir, "module")} && CGO_ENABLED=0 go build -buildvcs=false -v -o /dev/null .`,
      ].join("\n"),
    );
    const left = readdirSync(path.join(dir, "cache", "tools"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  it("leaves nothing after an interruption, and is built by the next command", async () => {
    const bin = path.join(dir, "bin");
    mkdirSync(bin);
    const { PATH: before = "" } = process.env;
    const fake =
      '[ "$1" = build ] || PATH=$REAL exec go "$@"; while [ "$1" != -o ]; do shift; done; echo half >"$2"; kill -INT $$';
    writeFileSync(path.join(bin, "go"), `#!/bin/sh\nREAL='${before}'\n${fake}\n`, { mode: 0o755 });
    process.env.PATH = `${bin}:${before}`;
    try {
      await expect(goBuild(program(), silent)).rejects.toThrow("hello: cannot be built");
    } finally {
      process.env.PATH = before;
    }
    const left = readdirSync(path.join(dir, "cache", "tools"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    expect((await run([await goBuild(program(), silent)])).stderr).toBe("hello\n");
  });

  it("fails if the built program is not the expected one", async () => {
    const verify = { args: ["version"], output: "hello v2" };
    await expect(goBuild({ ...program(), verify }, silent)).rejects.toThrow(
      'hello: was built but `hello version` does not print "hello v2": hello',
    );
  });

  describe("with patches", () => {
    const variables = { GOPROXY: "", GOMODCACHE: "", GOFLAGS: "-mod=mod -modcacherw", GONOSUMDB: "example.com" };
    const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
    const patched = () => ({ ...program(), patches: { "example.com/words": "patches" } });

    /** A proxy with the module example.com/words, whose package `word` does not compile. */
    beforeEach(async () => {
      const proxy = path.join(dir, "proxy", "example.com", "words", "@v");
      const words = path.join(dir, "words", "word");
      mkdirSync(proxy, { recursive: true });
      mkdirSync(words, { recursive: true });
      writeFileSync(path.join(words, "..", "go.mod"), "module example.com/words\n\ngo 1.26\n");
      writeFileSync(path.join(words, "word.go"), "package word\n\nvar Word = missing\n");
      writeFileSync(path.join(words, "other.go"), 'package word\n\nvar Other = "other"\n');
      mkdirSync(path.join(words, "..", "cloud"));
      for (const file of ["a.go", "b.go"]) {
        writeFileSync(path.join(words, "..", "cloud", file), "package cloud\n\nvar Cloud = missing\n");
      }
      const git = (...args: string[]) => run(["git", "-C", path.join(words, ".."), ...args]);
      await git("init", "--quiet");
      await git("add", ".");
      const zip = ["--format=zip", "--prefix=example.com/words@v1.0.0/", `--output=${proxy}/v1.0.0.zip`];
      await git("archive", ...zip, (await git("write-tree")).stdout.trim());
      writeFileSync(path.join(proxy, "v1.0.0.mod"), "module example.com/words\n\ngo 1.26\n");
      writeFileSync(path.join(proxy, "v1.0.0.info"), '{"Version":"v1.0.0"}');
      Object.assign(process.env, variables, {
        GOPROXY: `file://${path.join(dir, "proxy")}`,
        GOMODCACHE: path.join(dir, "modules"),
      });
      const imports = ["cloud", "word"].map((name) => `import "example.com/words/${name}"\n`).join("");
      write(`package main\n\n${imports}\nfunc main() { println(word.Word, word.Other, cloud.Cloud) }\n`);
      writeFileSync(
        path.join(dir, "module", "go.mod"),
        "module hello\n\ngo 1.26\n\nrequire example.com/words v1.0.0\n",
      );
      await run(["go", "mod", "download", "all"], { cwd: path.join(dir, "module") });
      const patch = (folder: string, file: string, text: string) => {
        mkdirSync(path.join(dir, "module", "patches", folder), { recursive: true });
        writeFileSync(path.join(dir, "module", "patches", folder, file), text);
      };
      patch("word", "word.go", 'package word\n\nvar Word = "patched"\n');
      patch("cloud", "stub.go", 'package cloud\n\nvar Cloud = "stub"\n');
    });

    afterEach(() => {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) {
          delete process.env[name];
        } else {
          process.env[name] = value;
        }
      }
    });

    it("is built from a copy of the module with other files and packages, and leaves no copy", async () => {
      const file = await goBuild(patched(), silent);
      expect((await run([file])).stderr).toBe("patched other stub\n");
      expect(readdirSync(path.dirname(file))).toEqual(["hello"]);
    });

    it("is not built from a module with another checksum", async () => {
      const sums = path.join(dir, "module", "go.sum");
      writeFileSync(sums, readFileSync(sums, "utf8").replace(/v1\.0\.0 h1:.*/, "v1.0.0 h1:other="));
      await expect(goBuild(patched(), silent)).rejects.toThrow("a downloaded module is not the pinned one");
    });
  });
});
