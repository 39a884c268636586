import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parts } from "../../../packaging/components";
import { licensesPage } from "../../../packaging/licenses-page";
import { npmSbomCommand } from "../../../packaging/npm-sbom";

jest.setTimeout(120_000);

const root = path.join(__dirname, "..", "..", "..");
const all = parts(root);

test("docs/reference/licenses.md is what `npm run licenses` writes from the lock file and the Go modules", () => {
  expect(readFileSync(path.join(root, "docs", "reference", "licenses.md"), "utf8")).toBe(licensesPage(all));
});

test("every package has a license that only requires to keep its notice", () => {
  const allowed =
    /^(0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|ISC|MIT|MPL-2\.0|Public Domain|Python-2\.0|Unlicense|\(.* OR .*\)|\(.* AND .*\))$/;
  const others = all.flatMap(({ name, components }) =>
    components.filter(({ license }) => !allowed.test(license)).map((one) => `${name}: ${one.purl}: ${one.license}`),
  );
  expect(others).toEqual([]);
});

test("`npm run sbom` lists the packages of the license page, each once", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "cdknomad-sbom-")), "cdknomad.cdx.json");
  execFileSync(process.execPath, npmSbomCommand(file), { cwd: root, stdio: "pipe" });
  const { components, serialNumber } = JSON.parse(readFileSync(file, "utf8")) as {
    components: Sbom[];
    serialNumber?: string;
  };
  const flat = (list: readonly Sbom[]): Sbom[] => list.flatMap((one) => [one, ...flat(one.components ?? [])]);
  const found = flat(components);
  expect(new Set(found.map((one) => one["bom-ref"])).size).toBe(found.length);
  // npm installs fsevents on macOS only.
  const packages = all[0]?.components.filter(({ name }) => name !== "fsevents") ?? [];
  const listed = packages.map(({ purl }) => purl);
  expect(listed.length).toBeGreaterThan(20);
  expect([...new Set(found.map(({ purl }) => purl))].sort()).toEqual([...listed].sort());
  expect(serialNumber).toBeUndefined();
});

interface Sbom {
  readonly "bom-ref": string;
  readonly purl: string;
  readonly components?: readonly Sbom[];
}
