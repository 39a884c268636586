import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { ClusterApp, type Environments, settings } from "../../../config";
import { ClusterStack, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";

jest.mock("../../../tools/link-terraform-providers", () => ({
  linkTerraformProviders: jest.fn(async () => undefined),
}));

const environments: Environments = {
  lab: { nomad: { address: "http://127.0.0.1:4646" } },
  prod: { nomad: { address: "https://nomad.example.com:4646" }, state: { folder: "state/prod" } },
};

function withEnvironment<T>(name: string, run: (outdir: string) => T): T {
  const before = process.env.CDKNOMAD_ENV;
  process.env.CDKNOMAD_ENV = name;
  const outdir = mkdtempSync(path.join(tmpdir(), "cdknomad-app-"));
  try {
    return run(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
    if (before === undefined) {
      delete process.env.CDKNOMAD_ENV;
    } else {
      process.env.CDKNOMAD_ENV = before;
    }
  }
}

const read = (outdir: string) => readFileSync(path.join(outdir, "stacks", "apps", "cdk.tf.json"), "utf8");

test("ClusterApp selects the environment, synthesizes, and links the providers", () => {
  withEnvironment("prod", (outdir) => {
    const app = new ClusterApp({ environments, outdir });
    expect(app.settings).toEqual({ ...(environments.prod as object), environment: "prod" });
    new ClusterStack(app, "apps", app.settings);
    app.synth();
    expect(existsSync(path.join(outdir, "manifest.json"))).toBe(true);
    expect(linkTerraformProviders).toHaveBeenCalledWith(outdir);
  });
});

test("a program with the App of cdktf synthesizes the same", () => {
  const texts = (["cdktf", "cdknomad"] as const).map((kind) =>
    withEnvironment("lab", (outdir) => {
      const app = kind === "cdktf" ? new App({ outdir }) : new ClusterApp({ environments, outdir });
      const stack = new ClusterStack(app, "apps", settings(process.env, environments));
      new Namespace(stack, "web", { name: "web" });
      app.synth();
      return read(outdir)
        .replaceAll(path.relative(outdir, process.cwd()), "")
        .replaceAll(/(\.\.\/)+/g, "");
    }),
  );
  expect(texts[0]).toBe(texts[1]);
});

test("ClusterApp fails if the environment does not exist", () => {
  withEnvironment("prd", (outdir) => {
    expect(() => new ClusterApp({ environments, outdir })).toThrow('did you mean "prod"?');
  });
});

test("settings fails without a name if the program has no environment lab", () => {
  expect(() => settings({}, { prod: environments.prod as never })).toThrow(
    'CDKNOMAD_ENV: it is not set, and the program has no environment "lab"; set it to one of prod',
  );
});

test("cdknomad/config loads neither the lab nor the environments of this repository", () => {
  jest.isolateModules(() => {
    jest.doMock("../../../lab/lab", () => {
      throw new Error("the lab was loaded");
    });
    expect(Object.keys(require("../../../config")).sort()).toEqual([
      "ClusterApp",
      "chooseEnvironment",
      "own",
      "settings",
    ]);
  });
});
