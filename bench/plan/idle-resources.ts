import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * As many resources of Terraform's own as a stack has jobs, which hold the same strings and ask nobody, with a state in
 * which they are made: for Terraform itself to make them it would write the whole state after each.
 *
 * @param stack the folder of the stack in `cdktf.out`
 * @param folder where the configuration and the state go
 */
export function idleResources(stack: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { resource } = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8"));
  const jobs = Object.entries(resource.nomad_job as Record<string, { readonly jobspec: string }>);
  const idle = Object.fromEntries(jobs.map(([address, { jobspec }]) => [address, { input: jobspec }]));
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ resource: { terraform_data: idle } }));
  const resources = jobs.map(([name, { jobspec }]) => ({
    mode: "managed",
    type: "terraform_data",
    name,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [{ schema_version: 0, attributes: instanceOf(name, jobspec), sensitive_attributes: [] }],
  }));
  const state = { version: 4, serial: 1, lineage: "7d0a1d4e-0000-4000-8000-000000000000", outputs: {}, resources };
  writeFileSync(path.join(folder, "terraform.tfstate"), JSON.stringify(state));
}

function instanceOf(id: string, text: string): object {
  const input = { type: "string", value: text };
  return { id, input, output: input, triggers_replace: null };
}
