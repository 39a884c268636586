import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { goTargets } from "../fuzz/go-targets";

const root = path.join(__dirname, "..", "..");

test("every fuzzer written in Go is run by `npx tsx __tests__/fuzz/run.ts`", () => {
  const modules = [
    "provider",
    "provider/jobspec",
    "tools/modules/jobspec",
    "lab/supervisor",
    "codegen",
    "tools/modules/images",
  ];
  const found = modules.flatMap((module) =>
    readdirSync(path.join(root, module), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("_test.go") && !(module === "provider" && file.startsWith("jobspec/")))
      .flatMap((file) =>
        [...readFileSync(path.join(root, module, file), "utf8").matchAll(/^func (Fuzz\w+)/gm)].map(
          ([, name]) => `${module} ${path.dirname(file)} ${name}`,
        ),
      ),
  );
  expect(goTargets.map(({ module, folder, name }) => `${module} ${folder} ${name}`).sort()).toEqual(found.sort());
});
