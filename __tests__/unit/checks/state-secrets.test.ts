import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkStateSecrets, stateFindings } from "../../../cli/checks/state-secrets";
import { Stack } from "../../../cli/stack/stack";
import { CodedError } from "../../../errors";

const resource = (type: string, attributes: object, mode = "managed") => ({
  mode,
  type,
  name: "app",
  instances: [{ attributes }],
});
const state = (...resources: object[]) => JSON.stringify({ version: 4, serial: 1, lineage: "x", resources });
const stack = (program: object) => Stack.parse(JSON.stringify({ resource: program }), "apps");
const expression = "$" + "{var.password}";

/** A program whose variable has a plain item and a secret one. */
const program = { nomad_variable: { app: { path: "app", items: { user: "dns" }, items_wo: expression } } };
const before = state(resource("nomad_variable", { path: "app", items: { user: "dns", password: "planted" } }));
const after = state(
  resource("nomad_variable", { path: "app", items: { user: "dns" }, items_wo_hash: "pbkdf2:planted" }),
);

const removable =
  "apps: its state contains secrets that the program has in write-only arguments: nomad_variable.app (items); plan and apply once, then delete the backups of the state";

describe("secrets in a state", () => {
  it("are reported by address and attribute, and not by value", () => {
    const found = stateFindings(stack(program), before);
    expect(found).toEqual([{ code: "state-holds-secrets", level: "warning", message: removable }]);
  });

  it("are not reported after the apply that removes them", () => {
    expect(stateFindings(stack(program), after)).toEqual([]);
  });

  it("are listed apart where no apply removes them", () => {
    const [found, ...others] = stateFindings(
      stack({
        nomad_acl_token: { app: { type: "client" } },
        nomad_acl_auth_method: { app: { config: { oidc_client_id: "nomad", oidc_client_secret: expression } } },
      }),
      state(
        resource("nomad_acl_token", { accessor_id: "a1", secret_id: "planted" }),
        resource("nomad_acl_auth_method", { config: [{ oidc_client_id: "nomad", oidc_client_secret: "planted" }] }),
        resource("nomad_variable", { path: "other", items: { password: "planted" } }, "data"),
      ),
    );
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      "apps: its state contains secrets: nomad_acl_token.app (secret_id), nomad_acl_auth_method.app (config), data.nomad_variable.app (items); protect it like these secrets, or do without them in the way that the page of this code describes",
    );
  });

  it("are removable in a block that has a write-only argument", () => {
    const config = { oidc_client_id: "nomad", oidc_client_secret_wo: expression };
    const [found] = stateFindings(
      stack({ nomad_acl_auth_method: { app: { config } } }),
      state(
        resource("nomad_acl_auth_method", { config: [{ oidc_client_id: "nomad", oidc_client_secret: "planted" }] }),
      ),
    );
    expect(found?.message).toContain(
      "in write-only arguments: nomad_acl_auth_method.app (config); plan and apply once",
    );
  });

  it("are none where the program has the value in the clear, and none in a state that is not JSON", () => {
    const plain = { nomad_variable: { app: { path: "app", items: { user: "dns" } } } };
    expect(stateFindings(stack(plain), state(resource("nomad_variable", { items: { user: "dns" } })))).toEqual([]);
    expect(stateFindings(stack(plain), "encrypted")).toEqual([]);
  });

  it("are also found in the backup next to a file", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-state-"));
    const file = path.join(folder, "terraform.apps.tfstate");
    const configuration = { terraform: { backend: { local: { path: file } } }, resource: program };
    const apps = Stack.parse(JSON.stringify(configuration), "apps");
    expect(await checkStateSecrets([apps])).toEqual([]);
    writeFileSync(file, after);
    writeFileSync(`${file}.backup`, before);
    expect((await checkStateSecrets([apps])).map(({ message }) => message)).toEqual([
      `apps: a backup of its state contains secrets: nomad_variable.app (items); delete it with: rm ${path.relative(process.cwd(), file)}.backup`,
    ]);
    writeFileSync(file, before);
    rmSync(`${file}.backup`);
    expect((await checkStateSecrets([apps])).map(({ message }) => message)).toEqual([removable]);
    rmSync(folder, { recursive: true });
  });

  it.each(["http", "s3"])("are found in a state of the backend %s, which Terraform reads", async (backend) => {
    const configuration = { terraform: { backend: { [backend]: { bucket: "states" } } }, resource: program };
    const apps = Stack.parse(JSON.stringify(configuration), "apps");
    expect((await checkStateSecrets([apps], async () => before)).map(({ message }) => message)).toEqual([removable]);
    expect(await checkStateSecrets([apps], async () => "")).toEqual([]);
    const denied = async () => Promise.reject(new CodedError("state-unreadable", "apps: the state cannot be read"));
    expect(await checkStateSecrets([apps], denied)).toEqual([]);
    expect(await checkStateSecrets([apps])).toEqual([]);
  });
});
