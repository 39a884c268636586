import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deployStack } from "../../../cli/commands/up/deploy-stack";
import { Stack } from "../../../cli/stack/stack";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-deploy-stack-"));
  const nomad_variable = { shop: { path: "nomad/jobs/shop", items: { password: "hunter2-hunter2" } } };
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ resource: { nomad_variable } }));
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * Deploys a stack with a program in place of Terraform.
 *
 * @param init what the program does for `terraform init`
 * @param events what it prints for `terraform apply`
 * @param code the exit code of the apply
 */
async function deployed(init: string, events: readonly object[], code = 0) {
  const program = path.join(folder, "terraform");
  const text = events.map((event) => JSON.stringify(event)).join("\n");
  writeFileSync(path.join(folder, "events"), `${text}\n`);
  writeFileSync(
    program,
    `#!/bin/sh\necho "$* $FROM_THE_LAB" >> arguments\n[ "$1" = init ] && { ${init}; }\ncat events; exit ${code}\n`,
    { mode: 0o755 },
  );
  const lines: string[] = [];
  const options = { program, environment: { FROM_THE_LAB: "yes" }, colors: false, onStart: () => {} };
  const succeeded = await deployStack(new Stack("apps", folder, []), { ...options, print: (line) => lines.push(line) });
  return { succeeded, lines, ran: readFileSync(path.join(folder, "arguments"), "utf8").trim().split("\n") };
}

const event = (type: string, message: string) => ({ type, "@message": message });

test("a stack is initialized and applied with the variables of the lab, and shows what Terraform does", async () => {
  const events = [
    event("version", "Terraform 1.11.4"),
    event("planned_change", "nomad_job.web: Plan to create"),
    event("change_summary", "Plan: 1 to add, 0 to change, 0 to destroy."),
    event("apply_start", "nomad_job.web: Creating..."),
    event("apply_complete", "nomad_job.web: Creation complete after 3s [id=web]"),
    event("change_summary", "Apply complete! Resources: 1 added, 0 changed, 0 destroyed."),
    event("outputs", "Outputs: 0"),
  ];
  expect(await deployed("exit 0", events)).toEqual({
    succeeded: true,
    lines: [
      "apps  Plan: 1 to add, 0 to change, 0 to destroy.",
      "apps  nomad_job.web: Creating...",
      "apps  nomad_job.web: Creation complete after 3s [id=web]",
      "apps  Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
    ],
    ran: ["init -reconfigure -input=false -no-color yes", "apply -json -input=false -auto-approve yes"],
  });
});

test("an error is shown with all its lines, without the secrets of the stack and without characters that control the terminal", async () => {
  const diagnostic = { severity: "error", summary: "refused", detail: "hunter2-hunter2\n\u001b[2Jforged" };
  const { succeeded, lines } = await deployed("exit 0", [{ ...event("diagnostic", "Error: refused"), diagnostic }], 1);
  expect(succeeded).toBe(false);
  expect(lines).toEqual([
    "apps  error: refused",
    expect.stringMatching(/^apps {6}\(?[^h]+$/),
    "apps      \\x1b[2Jforged",
  ]);
});

test("a stack that cannot be initialized is not applied, and Terraform's reason is shown", async () => {
  expect(await deployed("echo 'no such provider' >&2; exit 1", [])).toEqual({
    succeeded: false,
    lines: ["apps  no such provider"],
    ran: ["init -reconfigure -input=false -no-color yes"],
  });
});
