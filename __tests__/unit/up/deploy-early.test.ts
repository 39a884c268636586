import { type Deployment, deploy } from "../../../cli/commands/up/deploy";
import { deployEarly } from "../../../cli/commands/up/deploy-early";
import type { Lab } from "../../../lab";
import { ensureStandInProgram, type StandInProgram } from "../../../lab/stand-in-program";
import { missingStandInPrograms } from "../../../lab/stand-in-programs";
import { silent } from "../../../tools/progress";

jest.mock("../../../cli/commands/up/deploy");
jest.mock("../../../lab/stand-in-programs");
jest.mock("../../../lab/stand-in-program", () => ({
  ...jest.requireActual("../../../lab/stand-in-program"),
  ensureStandInProgram: jest.fn(),
}));

const lab = {
  name: "early",
  nomadAddr: "http://127.0.0.1:4646",
  consulAddr: "http://127.0.0.1:8500",
  nomadToken: () => "nomad",
  consulToken: () => "consul",
} as Lab;

const stack = (name: string, missing: readonly StandInProgram[] = [], dependencies: readonly string[] = []) => ({
  name,
  dependencies,
  resources: JSON.stringify(missing),
});

/** Deploys the stacks, and returns what was deployed and built, in this order. */
async function steps(...stacks: Parameters<typeof deployEarly>[1]): Promise<string[]> {
  const done: string[] = [];
  jest.mocked(missingStandInPrograms).mockImplementation(async (_lab, text) => JSON.parse(text) as StandInProgram[]);
  jest.mocked(ensureStandInProgram).mockImplementation(async (name) => {
    done.push(`build ${name}`);
    return `/cache/${name}`;
  });
  jest.mocked(deploy).mockImplementation(async (_variables, { stacks, meanwhile }: Deployment = {}) => {
    done.push(`deploy ${stacks?.join(" ") ?? "all"}`);
    await meanwhile?.(silent);
  });
  await deployEarly(lab, stacks);
  return done;
}

describe("the first deployment to a lab", () => {
  it("has the stacks that wait for no build, while the programs of the others are built", async () => {
    const dns = stack("dns", ["coredns", "image-it-tools"], ["access"]);
    expect(await steps(stack("access"), stack("apps", ["image-it-tools"]), dns)).toEqual([
      "deploy access apps",
      "build coredns",
      "deploy dns",
    ]);
  });

  it("has no stack that depends on one of the others, and builds each program once", async () => {
    const [dns, database] = [stack("dns", ["coredns"]), stack("database", ["postgres", "coredns"])];
    expect(await steps(dns, database, stack("apps", [], ["dns"]), stack("web", [], ["apps"]), stack("access"))).toEqual(
      ["deploy access", "build coredns", "build postgres", "deploy dns database apps web"],
    );
  });

  it.each([
    ["nothing takes long", [stack("access"), stack("apps", ["image-it-tools"])]],
    ["every stack waits", [stack("dns", ["coredns"]), stack("apps", [], ["dns"])]],
    ["the stacks are not known", []],
  ])("is the only one if %s", async (_when, stacks) => {
    expect(await steps(...stacks)).toEqual(["deploy all"]);
  });
});
