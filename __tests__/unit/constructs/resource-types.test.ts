import { readFileSync } from "node:fs";
import path from "node:path";
import { resourceTypes, typesOfKind } from "../../../constructs/resource-types";

// A Go test (provider/internal/resourcetype) compares the rows with the types that the providers serve.
describe("the table of resource types", () => {
  it("has a readable kind and the rights of every type", () => {
    for (const [type, { kind, rights }] of resourceTypes) {
      expect([type, kind.length > 0, Object.keys(rights).length > 0]).toEqual([type, true, true]);
    }
  });

  it("has a valid expression for every type with secrets", () => {
    for (const { secrets } of resourceTypes.values()) {
      expect(() => new RegExp(secrets ?? "", "i")).not.toThrow();
    }
  });

  it("finds both types of volumes by their kind", () => {
    expect(typesOfKind("host volume")).toEqual(["nomad_dynamic_host_volume", "nomad_dynamic_host_volume_registration"]);
  });

  it("declares every field that a row has", () => {
    const source = readFileSync(path.join(__dirname, "../../../constructs/resource-types.ts"), "utf8");
    const fields = new Set(
      [...resourceTypes.values()].flatMap((row) => [...Object.keys(row), ...Object.keys(row.rights)]),
    );
    expect([...fields].filter((field) => !source.includes(`readonly ${field}`))).toEqual([]);
  });
});
