import { App, Testing } from "cdktf";
import { contentsOf, type StackContents } from "../../../cli/checks/stack-contents";
import { Stack } from "../../../cli/stack/stack";
import { ClusterStack } from "../../../constructs";

/** Contents of a stack, read from the files of its synthesis. */
export function synthesizedContents(make: (stack: ClusterStack) => void): StackContents {
  const stack = new ClusterStack(new App(), "stack", {
    nomad: { address: "http://127.0.0.1:4646" },
    consul: { address: "http://127.0.0.1:8500" },
  });
  make(stack);
  return contentsOf([Stack.parse(Testing.synth(stack))]);
}
