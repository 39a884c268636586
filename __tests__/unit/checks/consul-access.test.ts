import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { consulAccess } from "../../../cli/stack/access";
import { Stack } from "../../../cli/stack/stack";

describe("how a stack reaches Consul", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-consul-access-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const access = (resource: object, token_command: readonly string[]) => {
    const consul = [{ address: "http://127.0.0.1:8500", token_command }];
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ provider: { consul }, resource }));
    return consulAccess(new Stack("apps", folder), {});
  };

  it("is asked of nobody where it makes nothing there: no store of passwords is unlocked for it", () => {
    expect(access({ nomad_job: { web: {} } }, ["/nonexistent/store"])).toBeUndefined();
  });

  it("is by the token of its settings where it does", () => {
    expect(access({ consul_acl_policy: { p: {} } }, ["echo", "t0ken"])).toEqual({
      address: "http://127.0.0.1:8500",
      token: "t0ken",
    });
  });
});
