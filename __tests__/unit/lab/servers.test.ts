import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkGivenServers, differentServers, findServer, type Servers } from "../../../lab/servers";
import { silent } from "../../../tools/progress";
import { versions } from "../../../tools/versions";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "servers-"));
  for (const [name, prints] of [
    ["nomad", "Nomad v1.9.7"],
    ["consul", "Consul v1.18.2"],
    ["nomad-1.8", "Nomad v1.8.4"],
    ["nomad-1.7", "Nomad v1.7.0"],
  ] as const) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\necho '${prints}'\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

describe("the servers of a lab", () => {
  it("come from the option, then from the variable, then from PATH", async () => {
    const env = { PATH: folder, CDKNOMAD_LAB_NOMAD: at("nomad-1.7"), CDKNOMAD_LAB_CONSUL: "" };
    expect(await findServer("nomad", { nomad: at("nomad-1.8") }, silent, env)).toEqual({
      path: at("nomad-1.8"),
      version: "1.8.4",
      source: "given",
    });
    expect(await findServer("consul", {}, silent, env)).toEqual({
      path: at("consul"),
      version: "1.18.2",
      source: "PATH",
    });
    await expect(findServer("nomad", {}, silent, env)).rejects.toThrow(
      `CDKNOMAD_LAB_NOMAD: ${at("nomad-1.7")} is Nomad 1.7.0, which is older than 1.8; `,
    );
  });

  it("are checked before anything is built", async () => {
    await expect(checkGivenServers({ consul: at("nomad") }, {})).rejects.toThrow("is not Consul");
    await expect(checkGivenServers({ nomad: "pinned" }, {})).resolves.toBeUndefined();
  });

  it("are those of the running lab, or it is said how they differ", async () => {
    const running: Servers = {
      nomad: { path: at("nomad"), version: "1.9.7", source: "PATH" },
      consul: { path: "/cache/consul", version: versions.consul, source: "pinned" },
    };
    const env = { PATH: folder };
    // Without a wish, the running lab is right, whatever PATH has.
    expect(await differentServers(running, {}, env)).toBeUndefined();
    expect(await differentServers(running, { nomad: "nomad", consul: "pinned" }, env)).toBeUndefined();
    expect(await differentServers(running, { nomad: at("nomad-1.8") }, env)).toBe(
      `with nomad 1.9.7 (${at("nomad")}), not 1.8.4 (${at("nomad-1.8")})`,
    );
    expect(await differentServers(running, { nomad: "pinned" }, env)).toBe(
      `with nomad 1.9.7 (${at("nomad")}), not ${versions.nomad}`,
    );
    expect(await differentServers(undefined, { nomad: at("nomad-1.8") }, env)).toBeUndefined();
  });
});
