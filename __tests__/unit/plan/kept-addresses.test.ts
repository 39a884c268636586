import { App, Testing } from "cdktf";
import { orderMoves } from "../../../cli/plan/kept-addresses";
import type { StateResource } from "../../../cli/plan/moves";
import { Stack } from "../../../cli/stack/stack";
import { ClusterStack, Job } from "../../../constructs";
import { type KeptAddresses, keptAddressesVariable } from "../../../constructs/kept-addresses-variable";

/** The stack of a program that declares jobs in this order, with the addresses to keep. */
function declaring(names: readonly string[], kept: KeptAddresses = {}): Stack {
  Object.assign(process.env, keptAddressesVariable(kept));
  try {
    const stack = new ClusterStack(new App(), "case", { nomad: { address: "http://127.0.0.1:4646" } });
    for (const name of names) {
      const tasks = [{ name: "web", driver: "raw_exec" as const, config: { command: "/bin/web" } }];
      new Job(stack, name, { name, groups: [{ name: "web", tasks }] });
    }
    return Stack.parse(Testing.synth(stack), "case");
  } finally {
    delete process.env.CDKNOMAD_KEPT_ADDRESSES;
  }
}

const addresses = (stack: Stack) => Object.fromEntries(stack.jobs().map(({ address, wire }) => [wire?.ID, address]));
const state = (stack: Stack): StateResource[] => [...stack.resources()];
const PLAIN = "nomad_job.default_api_v1";

// https://github.com/hashicorp/nomad/issues/16778
describe("an object whose name gives the same address as that of another one (nomad 16778)", () => {
  const alone = declaring(["api_v1"]);

  it("would lose its address to one that is declared before it", () => {
    const both = declaring(["api.v1", "api_v1"]);
    expect(addresses(both)["api.v1"]).toBe(PLAIN);
    const [move, ...others] = orderMoves(both, state(alone));
    expect(others).toEqual([]);
    expect(move).toEqual({ object: "job/default/api_v1", from: PLAIN, to: addresses(both).api_v1 });
  });

  it("keeps the address of the state when the program runs with it", () => {
    const to = addresses(declaring(["api.v1", "api_v1"])).api_v1 ?? "";
    const kept = declaring(["api.v1", "api_v1"], { case: { [PLAIN]: to } });
    expect(addresses(kept).api_v1).toBe(PLAIN);
    expect(addresses(kept)["api.v1"]).toMatch(/^nomad_job\.default_api_v1_[0-9a-f]{8}$/);
    expect(orderMoves(kept, state(alone))).toEqual([]);
  });

  it("keeps its suffix when the one without leaves the program", () => {
    const both = declaring(["api_v1", "api.v1"]);
    const rest = declaring(["api.v1"]);
    expect(orderMoves(rest, state(both))).toEqual([
      { object: "job/default/api.v1", from: addresses(both)["api.v1"], to: PLAIN },
    ]);
    const kept = declaring(["api.v1"], { case: { [PLAIN]: "" } });
    expect(addresses(kept)).toEqual({ "api.v1": addresses(both)["api.v1"] });
  });

  it("is not moved by the order if the program is in the order of the state", () => {
    const both = declaring(["api_v1", "api.v1"]);
    expect(orderMoves(both, state(alone))).toEqual([]);
    expect(orderMoves(both, state(both))).toEqual([]);
  });
});
