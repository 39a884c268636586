import { readFileSync } from "node:fs";
import path from "node:path";
import { billOfMaterials } from "../../../packaging/bill-of-materials";
import { parts } from "../../../packaging/components";
import { licencesPage } from "../../../packaging/licences-page";

const root = path.join(__dirname, "..", "..", "..");
const all = parts(root);

test("docs/licences.md is what `npx tsx packaging/licences.ts` makes of the lock file and the Go modules", () => {
  expect(readFileSync(path.join(root, "docs", "licences.md"), "utf8")).toBe(licencesPage(all));
});

test("no package of others is without a licence, and none under one that asks for more than to be named", () => {
  const allowed =
    /^(0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|ISC|MIT|MPL-2\.0|Public Domain|Python-2\.0|Unlicense|\(.* OR .*\)|\(.* AND .*\))$/;
  const others = all.flatMap(({ name, components }) =>
    components.filter(({ license }) => !allowed.test(license)).map((one) => `${name}: ${one.purl}: ${one.license}`),
  );
  expect(others).toEqual([]);
});

test("the parts list names each component once, and is the same for the same sources", () => {
  const list = billOfMaterials("0.1.0", all) as {
    components: { "bom-ref": string; components: { "bom-ref": string }[] }[];
  };
  const names = list.components.flatMap((part) => [part["bom-ref"], ...part.components.map((one) => one["bom-ref"])]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(400);
  expect(JSON.stringify(billOfMaterials("0.1.0", parts(root)))).toBe(JSON.stringify(list));
});
