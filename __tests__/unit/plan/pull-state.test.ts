import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pullState, pullStateAnywhere } from "../../../cli/terraform/pull-state";

describe("a state that Terraform pulls", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-pull-"));
  const [program, log] = [path.join(folder, "terraform"), path.join(folder, "log")];
  const stack = { name: "apps", folder: path.join(folder), backend: { s3: { bucket: "states" } } };

  /** A program like Terraform, whose state can be pulled in folders with a file `initialized`. */
  function terraform(init: string): void {
    const script = `#!/bin/sh
echo "$*" >>${log}
case $1 in
init) ${init} ;;
state)
  [ -e initialized ] && { cat backend.tf.json 2>/dev/null || echo state; exit 0; }
  echo "│ Error: Backend initialization required" >&2
  exit 1
  ;;
esac
`;
    writeFileSync(program, script);
    chmodSync(program, 0o755);
    rmSync(log, { force: true });
  }
  const calls = () => readFileSync(log, "utf8").trim().split("\n");

  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read in a folder of its own if that of the stack is not initialized, and stays in none", async () => {
    terraform("touch initialized; exit 1"); // it does not find a provider
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("cdknomad-state-"));
    expect(JSON.parse(await pullStateAnywhere(stack, program))).toEqual({ terraform: { backend: stack.backend } });
    expect(calls()).toEqual(["state pull", "init", "state pull"]);
    expect(existsSync(path.join(folder, "initialized"))).toBe(false);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("cdknomad-state-"))).toEqual(before);
  });

  it("is an error with Terraform's reason if it cannot be read", async () => {
    terraform('echo "│ Error: Access Denied" >&2; exit 1');
    await expect(pullStateAnywhere(stack, program)).rejects.toThrow(
      "apps: the state cannot be read: Error: Access Denied (state-unreadable)",
    );
    await expect(pullState(stack, program)).rejects.toThrow(/Backend initialization required \(state-unreadable\)$/);
  });

  it("is read in the folder of a stack that is initialized", async () => {
    terraform("exit 1");
    writeFileSync(path.join(folder, "initialized"), "");
    expect(await pullStateAnywhere(stack, program)).toBe("state\n");
    expect(calls()).toEqual(["state pull"]);
  });
});
