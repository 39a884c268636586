import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkWriteOnly, writeOnlyFindings } from "../../../cli/checks/write-only";
import { Stack } from "../../../cli/stack/stack";

const stack = (values: Record<string, unknown>) =>
  Stack.parse(JSON.stringify({ resource: { nomad_variable: { v: { path: "app", ...values } } } }), "apps");
const secret = stack({ items_wo: "{}" });
const message = (engine: string, version: string) =>
  `terraform: ${engine} is ${version}, and the secrets of apps are write-only arguments, which need 1.11.0; install a newer one, or keep these secrets in the state with secretsInState: true in the settings of the cluster`;

describe("write-only arguments", () => {
  it("are a problem for an engine before 1.11, if a stack has some", () => {
    for (const version of ["1.5.7", "1.10.5"]) {
      expect(writeOnlyFindings([secret], { path: "/bin/terraform", version })).toEqual([
        { code: "tool-unusable", level: "problem", message: message("/bin/terraform", version) },
      ]);
      expect(writeOnlyFindings([stack({ items: {} })], { path: "/bin/terraform", version })).toEqual([]);
    }
  });

  it("are found in blocks, and not in the keys of a map", () => {
    const engine = { path: "/bin/terraform", version: "1.10.5" };
    const findingsOf = (type: string, values: object) =>
      writeOnlyFindings([Stack.parse(JSON.stringify({ resource: { [type]: { v: values } } }), "apps")], engine);
    for (const config of [{ oidc_client_secret_wo: "x" }, [{ oidc_client_secret_wo: "x" }]]) {
      expect(findingsOf("nomad_acl_auth_method", { config })).toHaveLength(1);
    }
    expect(findingsOf("nomad_acl_auth_method", { config: { oidc_client_secret: "x" } })).toEqual([]);
    expect(findingsOf("nomad_variable", { items: { items_wo: "x" } })).toEqual([]);
  });

  it("are none for a newer one, and for one that does not say its version or has to be built", () => {
    for (const version of ["1.11.0", "1.11.0-dev", "1.11.4", "1.14.0", "2.0.0", undefined]) {
      const engine = { path: "/bin/tofu", ...(version !== undefined && { version }) };
      expect(writeOnlyFindings([secret], engine)).toEqual([]);
    }
    expect(writeOnlyFindings([secret], undefined)).toEqual([]);
  });

  it("are checked with the engine that plans", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-engine-"));
    const engine = path.join(folder, "terraform");
    writeFileSync(engine, '#!/bin/sh\necho \'{"terraform_version": "1.10.5"}\'\n');
    chmodSync(engine, 0o755);
    const env = { PATH: `${folder}:/bin:/usr/bin` };
    expect((await checkWriteOnly([secret], env)).map((one) => one.message)).toEqual([message(engine, "1.10.5")]);
    expect(await checkWriteOnly([stack({})], env)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
