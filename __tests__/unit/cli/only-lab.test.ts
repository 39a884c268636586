import path from "node:path";
import { requireOnlyLab } from "../../../cli/commands/up/only-lab";
import { Stack } from "../../../cli/stack/stack";
import type { Lab } from "../../../lab";

const lab = { name: "lab", nomadAddr: "http://127.0.0.1:4646", consulAddr: "http://127.0.0.1:8500" } as Lab;
const folder = process.cwd();
const state = { backend: { local: { path: path.join(folder, "states", "terraform.s.tfstate") } } };
const nomad = [{ address: lab.nomadAddr, token_file: "~/lab/nomad.token" }];

const check = (configuration: object) => () =>
  requireOnlyLab([Stack.parse(JSON.stringify(configuration), "s")], lab, folder);

describe("a stack of a rehearsal", () => {
  it("is accepted if it reaches nothing but the lab", () => {
    const provider = { nomad, consul: [{ address: lab.consulAddr }] };
    const data = { terraform_remote_state: { other: { backend: "local" } } };
    expect(check({ terraform: state, provider, data })).not.toThrow();
  });

  it.each([
    [
      "has a Nomad of its own",
      { terraform: state, provider: { nomad: [...nomad, { address: "http://10.0.0.1:4646" }] } },
      /s: the provider "nomad" at http:\/\/10\.0\.0\.1:4646\n/,
    ],
    [
      "has no address",
      { terraform: state, provider: { nomad: [{}] } },
      /the provider "nomad" at the address of an environment variable/,
    ],
    [
      "runs a command for a token",
      { terraform: state, provider: { nomad: [{ ...nomad[0], token_command: ["pass"] }] } },
      /the provider "nomad"/,
    ],
    ["has another provider", { terraform: state, provider: { nomad, aws: [{}] } }, /s: the provider "aws"\n/],
    [
      "has its state in Consul",
      { terraform: { backend: { consul: { path: "p" } } }, provider: { nomad } },
      /s: its state in consul\n/,
    ],
    [
      "has its state elsewhere",
      { terraform: { backend: { local: { path: "/elsewhere/s.tfstate" } } } },
      /its state in \/elsewhere\/s\.tfstate/,
    ],
    [
      "reads another state",
      { terraform: state, data: { terraform_remote_state: { other: { backend: "consul" } } } },
      /reads a state in consul/,
    ],
  ])("is refused if it %s", (_, configuration, message) => {
    expect(check(configuration)).toThrow(message);
    expect(check(configuration)).toThrow("(rehearsal-not-possible)");
  });
});
