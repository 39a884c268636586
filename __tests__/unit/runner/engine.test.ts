import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silent } from "../../../tools/progress";
import { surroundings } from "../../runner/engine";
import { goLabOf, testLabOf } from "../../runner/lab";

describe("what the end-to-end tests are run with", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "engine-"));
    writeFileSync(join(dir, "tofu"), "#!/bin/sh\n", { mode: 0o755 });
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("is left to the environment if nothing is asked for", async () => {
    expect(await surroundings({}, silent, { PATH: dir })).toEqual({});
  });

  it("is told to everything by variables", async () => {
    expect(await surroundings({ engine: "tofu", tls: true, lab: "mine" }, silent, { PATH: dir })).toEqual({
      TERRAFORM_BINARY_NAME: join(dir, "tofu"),
      CDKNOMAD_LAB_TLS: "1",
      CDKNOMAD_TEST_LAB: "mine",
    });
  });

  it("fails if Terraform is asked for and is not there: OpenTofu would pass in its place", async () => {
    await expect(surroundings({ engine: "terraform" }, silent, { PATH: dir })).rejects.toThrow(
      "--engine terraform: it is not a program in PATH; install it, or use --engine tofu, which is built here",
    );
  });

  it("has labs of its own, so that it may run beside others", () => {
    const names = (env: NodeJS.ProcessEnv) => [testLabOf(env), goLabOf(env)];
    expect(names({})).toEqual(["test", "test-go"]);
    expect(names({ CDKNOMAD_LAB_TLS: "1" })).toEqual(["test-tls", "test-tls-go"]);
    expect(names({ CDKNOMAD_TEST_LAB: "mine", CDKNOMAD_LAB_TLS: "1" })).toEqual(["mine-tls", "mine-tls-go"]);
  });
});
