import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { silent } from "../../../tools/progress";
import { surroundings } from "../../runner/engine";
import { goLabOf, testLabOf } from "../../runner/lab";

describe("the options of the end-to-end tests", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "engine-"));
    writeFileSync(path.join(dir, "tofu"), "#!/bin/sh\n", { mode: 0o755 });
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("are not set by default", async () => {
    expect(await surroundings({}, silent, { PATH: dir })).toEqual({});
  });

  it("are passed on by environment variables", async () => {
    expect(await surroundings({ engine: "tofu", tls: true, lab: "mine" }, silent, { PATH: dir })).toEqual({
      TERRAFORM_BINARY_NAME: path.join(dir, "tofu"),
      CDKNOMAD_LAB_TLS: "1",
      CDKNOMAD_TEST_LAB: "mine",
    });
  });

  it("fail if the requested Terraform does not exist, instead of using OpenTofu", async () => {
    await expect(surroundings({ engine: "terraform" }, silent, { PATH: dir })).rejects.toThrow(
      "--engine terraform: it is not a program in PATH; install it, or use --engine tofu, which is built here",
    );
  });

  it("name separate labs, so that several runs work in parallel", () => {
    const names = (env: NodeJS.ProcessEnv) => [testLabOf(env), goLabOf(env)];
    expect(names({})).toEqual(["test", "test-go"]);
    expect(names({ CDKNOMAD_LAB_TLS: "1" })).toEqual(["test-tls", "test-tls-go"]);
    expect(names({ CDKNOMAD_TEST_LAB: "mine", CDKNOMAD_LAB_TLS: "1" })).toEqual(["mine-tls", "mine-tls-go"]);
  });
});
