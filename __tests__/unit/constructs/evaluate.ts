import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { findTerraform } from "../../../tools/terraform";

/** Evaluates the outputs of a program without resources with the real Terraform. */
export function evaluate(declare: (stack: TerraformStack) => Record<string, unknown>): Record<string, unknown> {
  const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-runtime-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "texts");
    for (const [name, value] of Object.entries(declare(stack))) {
      new TerraformOutput(stack, name, { value }).overrideLogicalId(name);
    }
    app.synth();
    const folder = path.join(outdir, "stacks", "texts");
    const { variable, output } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
    return outputsOf({ variable, output });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Applies a configuration that has no resources, and returns the values of its outputs. */
export function outputsOf(configuration: object): Record<string, unknown> {
  const terraform = findTerraform(process.env);
  if (terraform === undefined) {
    throw new Error("this test needs terraform or tofu in PATH");
  }
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-evaluate-"));
  try {
    writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(configuration));
    const run = (...args: string[]) =>
      execFileSync(terraform, args, {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1e9,
        stdio: ["ignore", "pipe", "pipe"],
      });
    run("init", "-input=false");
    run("apply", "-auto-approve", "-input=false");
    const outputs = JSON.parse(run("output", "-json")) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
