import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Machine, machineFindings, thisMachine } from "../../../cli/checks/machine";

const fit: Machine = {
  node: "20.19.0",
  oldestNode: "20.19",
  terraform: { path: "/usr/bin/terraform", version: "1.11.4" },
  go: "1.26.0",
};
const messagesOf = (changes: Partial<Record<keyof Machine, unknown>>, ours = true) =>
  machineFindings({ ...fit, ...changes } as Machine, ours).map(({ level, message }) => `${level} ${message}`);

describe("a machine", () => {
  it("that has all programs, or newer ones, is not a finding", () => {
    expect(messagesOf({})).toEqual([]);
    expect(
      messagesOf({ node: "24.1.0", go: "1.27.1", terraform: { path: "/usr/bin/tofu", version: "1.11.0" } }),
    ).toEqual([]);
  });

  it("that builds nothing of ours needs no Go", () => {
    expect(messagesOf({ go: undefined }, false)).toEqual([]);
  });

  it("with prebuilt providers needs no Go", () => {
    const prebuilt = { package: "@cdknomad/linux-x64", isInstalled: true };
    expect(messagesOf({ go: undefined, prebuilt })).toEqual([]);
    expect(messagesOf({ go: "1.19.8", prebuilt })).toEqual([]);
  });

  it("with a damaged prebuilt provider gets the finding, whether it has Go or not", () => {
    const prebuilt = { package: "@cdknomad/linux-x64", isInstalled: true, problem: "bin/x: is not the file" };
    for (const go of ["1.26.0", undefined]) {
      expect(machineFindings({ ...fit, ...(go && { go }), prebuilt }, true)).toEqual([
        { code: "checksum-wrong", level: "problem", message: "bin/x: is not the file" },
      ]);
    }
  });

  it("without Terraform gets OpenTofu, as long as it has Go", () => {
    expect(messagesOf({ terraform: undefined })).toEqual([]);
  });

  it.each<[string, Partial<Record<keyof Machine, unknown>>, readonly string[]]>([
    [
      "has an old Node",
      { node: "18.20.1" },
      ["problem node: 18.20.1 is older than 20.19; install Node 20.19 or newer"],
    ],
    [
      "has an old Terraform",
      { terraform: { path: "/opt/terraform", version: "1.1.9" } },
      [
        "problem terraform: /opt/terraform is 1.1.9, older than 1.2.0; install a newer one, or name one in TERRAFORM_BINARY_NAME",
      ],
    ],
    [
      "has a Terraform that does not start",
      { terraform: { path: "/opt/terraform" } },
      [
        "problem terraform: /opt/terraform does not say its version; install it again, or name another in TERRAFORM_BINARY_NAME",
      ],
    ],
    [
      "names a Terraform that is not there",
      { terraform: undefined, wantedTerraform: "tofu-next" },
      ['problem TERRAFORM_BINARY_NAME: "tofu-next" is not a program in PATH; unset it or name one that is'],
    ],
    [
      "has neither Terraform nor Go",
      { terraform: undefined, go: undefined },
      [
        "problem terraform: neither terraform nor tofu is in PATH, and without Go OpenTofu cannot be built; install Terraform 1.2.0 or newer, or OpenTofu",
        "problem go: there is none in PATH, and the providers of the stacks are built with it; install Go 1.26 or newer",
      ],
    ],
    [
      "has no Go and lacks the package with the prebuilt providers",
      { go: undefined, prebuilt: { package: "@cdknomad/linux-x64", isInstalled: false } },
      [
        "problem go: there is none in PATH, and the providers of the stacks are built with it; install Go 1.26 or newer, or the package @cdknomad/linux-x64, which has them prebuilt: npm install --include=optional",
      ],
    ],
    [
      "has an ancient Go",
      { go: "1.19.8" },
      ["problem go: 1.19.8 is too old to build the providers; install Go 1.26 or newer"],
    ],
    [
      "has an old Go",
      { go: "1.22.0" },
      [
        "warning go: 1.22.0 is older than 1.26 and fetches that one to build the providers; where it may not, install Go 1.26 or newer",
      ],
    ],
  ])("that %s gets a finding with the fix", (_, changes, messages) => {
    expect(messagesOf(changes)).toEqual(messages);
  });

  it("is looked at as it is", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-machine-"));
    try {
      const program = path.join(folder, "tofu-of-test");
      writeFileSync(program, '#!/bin/sh\necho "{ \\"terraform_version\\": \\"1.10.2\\" }"\n');
      chmodSync(program, 0o755);
      const env = { PATH: folder, TERRAFORM_BINARY_NAME: "tofu-of-test" };
      expect(await thisMachine({ ...env, PATH: `${folder}:/bin:/usr/bin` })).toMatchObject({
        node: process.versions.node,
        oldestNode: "20.19",
        wantedTerraform: "tofu-of-test",
        terraform: { path: program, version: "1.10.2" },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
