import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labPaths } from "../../../lab/paths";
import { forgetPauseContainers } from "../../../lab/pause-containers";

describe("a node that was powered off (nomad 17959)", () => {
  const state = process.env.XDG_STATE_HOME;
  const home = mkdtempSync(path.join(tmpdir(), "cdknomad-pause-"));

  beforeAll(() => {
    process.env.XDG_STATE_HOME = home;
  });

  afterAll(() => {
    process.env.XDG_STATE_HOME = state;
    if (state === undefined) {
      delete process.env.XDG_STATE_HOME;
    }
    rmSync(home, { recursive: true });
  });

  function container(id: string, name: string, host: string): () => unknown {
    const folder = path.join(labPaths("lab").hostDir("n1"), "docker", "containers", id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "config.v2.json"), JSON.stringify({ Name: name }));
    writeFileSync(path.join(folder, "hostconfig.json"), host);
    return () => readFileSync(path.join(folder, "hostconfig.json"), "utf8");
  }

  it("starts no container of a group's network when it boots, and all others as before", () => {
    const always = JSON.stringify({ Memory: 1, RestartPolicy: { Name: "unless-stopped", MaximumRetryCount: 0 } });
    const pause = container("a", "/nomad_init_1234", always);
    const other = container("b", "/registry", always);
    const broken = container("c", "/nomad_init_5678", "{");
    forgetPauseContainers("lab", "n1");
    expect(JSON.parse(String(pause()))).toEqual({ Memory: 1, RestartPolicy: { Name: "no", MaximumRetryCount: 0 } });
    expect(other()).toBe(always);
    expect(broken()).toBe("{");
  });

  it("may have no docker containers", () => {
    forgetPauseContainers("lab", "n2");
  });
});
