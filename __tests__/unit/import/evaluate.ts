import { transformSync } from "@swc/core";
import { App, type TerraformStack, Testing } from "cdktf";
import { asTerraformReads } from "../../../testing";

/**
 * Runs the text of a module, as written by the importer.
 *
 * @returns what it exports
 */
export function evaluate(text: string): Record<string, unknown> {
  const { code } = transformSync(text, {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  const exported = {};
  const load = (name: string) => (name.startsWith(".") ? require("../../../constructs") : require(name));
  new Function("require", "exports", code)(load, exported);
  return exported;
}

/** A job that a stack registers. */
export interface DeployedJob {
  /** The JSON of Nomad's API, from `cdk.tf.json`. */
  readonly wire: unknown;
  /** What the rules say of the job, where they stop the synthesis. */
  readonly refusal?: string;
}

/**
 * The job that a stack of one registers.
 *
 * @param text the module of the stack
 */
export function deployedJob(text: string): DeployedJob {
  const [Stack] = Object.values(evaluate(text)) as (new (...args: unknown[]) => TerraformStack)[];
  if (Stack === undefined) {
    throw new Error("the module exports no stack");
  }
  const stack = new Stack(new App(), "imported", { nomad: { address: "http://127.0.0.1:4646" } });
  const [job] = Object.values(JSON.parse(Testing.synth(stack)).resource.nomad_job) as { readonly jobspec: string }[];
  const wire = JSON.parse(asTerraformReads(job?.jobspec ?? ""));
  try {
    Testing.synth(stack, true);
    return { wire };
  } catch (error) {
    return { wire, refusal: (error as Error).message };
  }
}
