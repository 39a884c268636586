import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "../../../tools/build-key";
import { repositoryRoot } from "../../../tools/cache";

const modules = path.join(repositoryRoot, "tools", "modules");
const read = (...file: string[]) => readFileSync(path.join(modules, ...file), "utf8");

describe("the stubs of Go modules", () => {
  const programs = ["nomad", "consul", "coredns"];
  const replaced = programs.flatMap((program) =>
    [...read(program, "go.mod").matchAll(/^\t(\S+) => \.\.\/stubs\/(\S+)$/gm)].map(([, module = "", folder = ""]) => ({
      program,
      module,
      folder,
    })),
  );

  it.each(replaced)("take the place of $module in $program", ({ program, module, folder }) => {
    expect(read("stubs", folder, "go.mod")).toMatch(new RegExp(`^module ${module}\\n`));
    // A changed stub is another program.
    expect(sourceFiles(path.join(modules, program))).toContain(path.join(modules, "stubs", folder, "go.mod"));
  });

  it("are all used, and described", () => {
    const folders = readdirSync(path.join(modules, "stubs")).filter((name) => name !== "README.md");
    expect([...new Set(replaced.map(({ folder }) => folder))].sort()).toEqual(folders);
    const described = [...read("stubs", "README.md").matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = ""]) =>
      cell.replaceAll("`", "").split(", "),
    );
    expect(described.sort()).toEqual(folders);
  });
});
