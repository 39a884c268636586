import { App, Testing } from "cdktf";
import { type Made, madeBy } from "../../../cli/checks/made";
import { ClusterStack } from "../../../constructs";

/** What a stack makes, read from its real synthesis. */
export function madeIn(make: (stack: ClusterStack) => void): Made {
  const stack = new ClusterStack(new App(), "stack", {
    nomad: { address: "http://127.0.0.1:4646" },
    consul: { address: "http://127.0.0.1:8500" },
  });
  make(stack);
  return madeBy([JSON.parse(Testing.synth(stack))]);
}
