import { Testing } from "cdktf";
import { chooseEnvironment } from "../../../config";
import { ClusterStack, Secret, Variable } from "../../../constructs";

const environments = {
  prod: {
    nomad: {
      address: "https://nomad.example.com:4646",
      region: "eu",
      tls: { caFile: "~/prod/ca.pem" },
      tokenCommand: ["pass", "nomad/token"] as const,
    },
    consul: { address: "https://consul.example.com:8501", datacenter: "eu1", tokenFile: "~/prod/consul.token" },
    datacenters: ["dc1"],
    nodePool: "web",
    state: { consul: "cdknomad/prod" },
  },
};

describe("an environment on a lab", () => {
  const settings = chooseEnvironment(environments, "prod", {
    CDKNOMAD_ON: "there-is-none",
    CDKNOMAD_STATE: "of/prod",
    NOMAD_ADDR: "https://nomad.example.com:4646",
  });

  it("keeps what jobs get from it, and nothing with which its servers could be reached", () => {
    expect(settings).toMatchObject({
      environment: "prod",
      lab: "there-is-none",
      guard: "off",
      datacenters: ["dc1"],
      nodePool: "web",
      nomad: { region: "eu", address: "http://lab-there-is-none-is-not-running.invalid:4646" },
      consul: { datacenter: "eu1", address: "http://lab-there-is-none-is-not-running.invalid:8500" },
    });
    expect(JSON.stringify(settings)).not.toMatch(/example\.com|tokenCommand|~\/prod|cdknomad\/prod|of\/prod/);
    expect(settings.state).toEqual({
      folder: expect.stringMatching(/\/labs\/there-is-none\/rehearsals\/prod\/states$/),
    });
  });

  it("has placeholders for secrets, and reads no file and no variable for them", () => {
    const synthesized = (isRehearsal: boolean) => {
      const stack = new ClusterStack(Testing.app(), "stack", { ...settings, isRehearsal });
      const items = { file: Secret.fromFile("/etc/secret"), variable: Secret.fromEnvironment("secret") };
      new Variable(stack, "secrets", { path: "nomad/jobs/web", items });
      return Testing.synth(stack);
    };
    expect(synthesized(true)).toContain("placeholder for /etc/secret");
    expect(synthesized(true)).toContain("placeholder for secret");
    expect(synthesized(true)).not.toMatch(/pathexpand|var\.secret/);
    expect(synthesized(false)).toMatch(/pathexpand.*var\.secret|var\.secret.*pathexpand/s);
    expect(synthesized(false)).not.toContain("placeholder");
  });
});
