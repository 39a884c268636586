import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { generateBindings } from "../../../packaging/bindings/generate";
import { readSchemas } from "../../../packaging/bindings/schemas";

jest.setTimeout(300_000);

test("the classes in .gen/terraform are those of the providers' schemas; npm run gen:bindings writes them", async () => {
  const folder = path.join(__dirname, "..", "..", "..", ".gen", "terraform");
  const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const generated = await generateBindings(await readSchemas());
  expect(committed).toEqual([...generated.keys()]);
  const differing = committed.filter((file) => readFileSync(path.join(folder, file), "utf8") !== generated.get(file));
  expect(differing).toEqual([]);
});
