import { transformSync } from "@swc/core";
import { App, type TerraformStack } from "cdktf";
import { synthesized } from "../synthesized";

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

/**
 * The jobs that a stack registers, in the JSON of Nomad's API, as they stand in `cdk.tf.json`.
 *
 * @param text the module of a stack
 */
export function jobsOf(text: string): unknown[] {
  const [Stack] = Object.values(evaluate(text)) as (new (...args: unknown[]) => TerraformStack)[];
  if (Stack === undefined) {
    throw new Error("the module exports no stack");
  }
  const stack = new Stack(new App(), "imported", { nomad: { address: "http://127.0.0.1:4646" } });
  return Object.values(synthesized(stack).resource.nomad_job ?? {}).map(({ jobspec }) => jobspec);
}
