import path from "node:path";
import { missingFor } from "../../../cli/dev/types/type-checker";
import { temporary } from "./temporary";

const { folder, write } = temporary("dev-type-checker");

test("types are not checked without a tsconfig.json, and without TypeScript", () => {
  write("empty/package.json", "{}");
  expect(missingFor(path.join(folder, "empty"))).toBe("there is no tsconfig.json");
  write("empty/tsconfig.json", "{}");
  expect(missingFor(path.join(folder, "empty"))).toBe("TypeScript is not installed in the project");
});

test.each([
  ["5.9.3", undefined],
  ["6.0.1", undefined],
  ["7.0.2", expect.stringContaining('TypeScript 7.0.2 has no library for other programs; run "npx tsc --watch"')],
])("types are checked with TypeScript %s, or the reason why not is shown", (version, missing) => {
  write(`${version}/package.json`, "{}");
  write(`${version}/tsconfig.json`, "{}");
  // The package of TypeScript 7 exports its version and no library.
  const exports = { ".": "./version.cjs", "./package.json": "./package.json" };
  write(`${version}/node_modules/typescript/package.json`, JSON.stringify({ name: "typescript", version, exports }));
  expect(missingFor(path.join(folder, version))).toEqual(missing);
});
