import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { showChanges } from "../../../cli/terraform/show-changes";
import { zipEntry } from "../../../cli/terraform/zip-entry";

/** Stands for Terraform: it keeps what it shows, and rejects the files that a test names. */
const TERRAFORM = `#!/bin/sh
own=$(dirname "$0")
cp "$3" "$own/shown-$(ls "$own" | grep -c shown)"
[ -e "$own/rejects-copies" ] && [ "$3" != "$own/apps.tfplan" ] && exit 1
echo '{"resource_changes": []}'
`;

describe("the changes of a saved plan", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-show-"));
  const planFile = path.join(folder, "apps.tfplan");
  const program = path.join(folder, "terraform");
  const show = () => showChanges(folder, planFile, program);
  const shown = () => readdirSync(folder).filter((name) => name.startsWith("shown"));

  const provider = (name: string) => `provider["terraform.local/cdknomad/${name}"]`;
  const resources = [
    { type: "nomad_job", name: "a", provider: provider("nomad") },
    { type: "nomad_job", name: "b", provider: provider("nomad") },
    { type: "consul_keys", name: "c", provider: provider("consul") },
  ];
  const state = JSON.stringify({ version: 4, serial: 7, lineage: "l", resources });

  beforeEach(() => {
    writeFileSync(program, TERRAFORM);
    chmodSync(program, 0o700);
    const files = { tfplan: strToU8("plan"), tfstate: strToU8(state), "tfstate-prev": strToU8(state) };
    writeFileSync(planFile, zipSync(files));
  });
  afterEach(() => {
    for (const name of readdirSync(folder)) {
      rmSync(path.join(folder, name));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are read from a copy whose states have one resource of each provider", async () => {
    expect(await show()).toEqual({ resource_changes: [] });
    const copy = readFileSync(path.join(folder, "shown-0"));
    expect(zipEntry(copy, "tfplan")?.toString()).toBe("plan");
    for (const name of ["tfstate", "tfstate-prev"]) {
      const small = JSON.parse(String(zipEntry(copy, name)));
      expect(small).toEqual({ version: 4, serial: 7, lineage: "l", resources: [resources[1], resources[2]] });
    }
    expect(String(zipEntry(readFileSync(planFile), "tfstate"))).toBe(state);
  });

  it("are read from the plan itself if Terraform rejects the copy, or if the plan has another form", async () => {
    writeFileSync(path.join(folder, "rejects-copies"), "");
    expect(await show()).toEqual({ resource_changes: [] });
    expect(shown()).toHaveLength(2);
    writeFileSync(planFile, "encrypted");
    expect(await show()).toEqual({ resource_changes: [] });
    expect(shown()).toHaveLength(3);
  });
});
