import { App, Testing } from "cdktf";
import { Stack } from "../../../cli/stack/stack";
import type { WireJob } from "../../../constructs";
import { ClusterStack } from "../../../constructs";

/** A stack for jobs. */
export function newStack(): ClusterStack {
  return new ClusterStack(new App(), "apps", { nomad: { address: "http://127.0.0.1:4646" } });
}

/** The stack as the commands read it. */
export function parsed(stack: ClusterStack, validate = true): Stack {
  return Stack.parse(Testing.synth(stack, validate), stack.node.id);
}

/** The only job of a stack, in the JSON of Nomad's API. */
export function wireOf(stack: ClusterStack): WireJob {
  const [job] = parsed(stack).jobs();
  if (job?.wire === undefined) {
    throw new Error("the stack has no job");
  }
  return job.wire;
}

/** The messages with which a stack is refused. */
export function refusals(stack: ClusterStack): string[] {
  try {
    Testing.synth(stack, true);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/\[[^\]]+\/[^\]]+\] (?!\[).*$/gm)].map(([line]) =>
      line.replace(/^\[apps\/[^\]]*\] (?=\[)/, ""),
    );
  }
}
