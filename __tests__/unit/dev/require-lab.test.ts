import { requireLabOnly } from "../../../cli/dev/require-lab";
import { Stack } from "../../../cli/stack/stack";

/** A stack for a cluster, with what its settings say about guards. */
function stack(cluster: object, guard: object | undefined): Stack {
  const provider = { address: "https://nomad.example.com:4646", ...(guard && { guard }) };
  return Stack.parse(JSON.stringify({ "//": { metadata: { cluster } }, provider: { nomad: [provider] } }), "apps");
}

describe("a stack that cdknomad dev may not write to", () => {
  it("is one of a cluster that is not a lab", () => {
    expect(() => requireLabOnly([stack({ environment: "prod" }, { resources: 3 })])).toThrow(
      /^stack apps: the cluster of the stack, environment "prod" at https:\/\/nomad\.example\.com:4646, is not a lab, .* \(not-a-lab\)$/,
    );
    expect(() => requireLabOnly([stack({}, { off: true })])).toThrow("(not-a-lab)");
    expect(() => requireLabOnly([stack({}, undefined)])).toThrow("(not-a-lab)");
  });

  it("is one with guards, even in a lab", () => {
    expect(() => requireLabOnly([stack({ lab: "lab" }, { resources: 3 })])).toThrow("has guards");
  });

  it("is one among others", () => {
    expect(() => requireLabOnly([stack({ lab: "no-such-lab" }, { off: true }), stack({}, { off: true })])).toThrow(
      "(not-a-lab)",
    );
  });

  it("is one of a lab that is not running", () => {
    expect(() => requireLabOnly([stack({ environment: "lab", lab: "no-such-lab" }, { off: true })])).toThrow(
      "(lab-not-running)",
    );
  });
});
