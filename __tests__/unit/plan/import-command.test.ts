import { readFileSync } from "node:fs";
import path from "node:path";
import { withImportCommand } from "../../../cli/plan/import-command";
import { findProgram } from "../../../tools/find-program";

jest.mock("../../../tools/find-program", () => ({ findProgram: jest.fn(() => "/usr/bin/terraform") }));

const place = {
  address: "nomad_namespace.shop",
  folder: path.join(process.cwd(), "cdktf.out", "stacks", "access"),
  program: "/usr/bin/terraform",
};

describe("the import command in a message of a provider", () => {
  it("has the folder of the stack and the address of the resource", () => {
    const detail = "it differs from this one; take it over with terraform import ADDRESS shop, or choose another name";
    expect(withImportCommand(detail, place)).toBe(
      "it differs from this one; take it over with terraform -chdir=cdktf.out/stacks/access import nomad_namespace.shop shop, or choose another name",
    );
  });

  it("has the path of a program that is not in PATH, and quotes what the shell would change", () => {
    jest.mocked(findProgram).mockReturnValueOnce(undefined);
    const tofu = {
      ...place,
      program: "/cache/tofu",
      folder: path.join(process.cwd(), "a b"),
      address: 'nomad_job.x["a"]',
    };
    expect(withImportCommand("terraform import ADDRESS a@$&", tofu)).toBe(
      `/cache/tofu -chdir='a b' import 'nomad_job.x["a"]' a@$&`,
    );
  });

  it("stays as it is without an address", () => {
    expect(withImportCommand("terraform import ADDRESS x", { ...place, address: undefined })).toBe(
      "terraform import ADDRESS x",
    );
  });

  it("is written by the provider in this form", () => {
    const source = readFileSync(path.join("provider", "internal", "nomad", "namespace", "plan.go"), "utf8");
    expect(source).toContain("take it over with terraform import ADDRESS %s,");
  });
});
