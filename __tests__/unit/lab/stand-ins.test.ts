import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { exampleImagesText } from "../../../cli/commands/lab/up";
import { imageSources } from "../../../lab/image-sources";
import type { StandIn } from "../../../lab/images";
import { labPaths } from "../../../lab/paths";
import { builderOf, registryPaths } from "../../../lab/registry";
import { ensureStandInProgram } from "../../../lab/stand-in-program";
import { buildStandInPrograms } from "../../../lab/stand-in-programs";
import { silent } from "../../../tools/progress";
import type { ToolName } from "../../../tools/tool";

jest.mock("../../../lab/stand-in-program", () => ({
  ...jest.requireActual("../../../lab/stand-in-program"),
  ensureStandInProgram: jest.fn(),
}));

const name = "stand-ins";
const before = process.env.XDG_STATE_HOME;
let folder: string;

const standIn = (ref: string, program?: ToolName): StandIn => ({
  ref,
  files: [],
  entrypoint: [],
  layout: path.join(folder, "images", ref),
  ...(program && { program: { name: program, path: path.join(folder, program) } }),
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-stand-ins-"));
  process.env.XDG_STATE_HOME = folder;
  mkdirSync(registryPaths(labPaths(name)).folder, { recursive: true });
  const standIns = [
    standIn("coredns/coredns:1.0.0", "coredns"),
    standIn("corentinth/it-tools:latest", "image-it-tools"),
    standIn("cdknomad/hostpathplugin:1", "csi-hostpath"),
    standIn("library/busybox:1.35.0"),
  ];
  writeFileSync(registryPaths(labPaths(name)).settings, JSON.stringify({ standIns }));
  jest.mocked(ensureStandInProgram).mockReset();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) {
    delete process.env.XDG_STATE_HOME;
  } else {
    process.env.XDG_STATE_HOME = before;
  }
});

const note = (sources: object) => writeFileSync(registryPaths(labPaths(name)).sources, JSON.stringify(sources));
const built = () => jest.mocked(ensureStandInProgram).mock.calls.map(([program]) => program);
const job = '{"image":"coredns/coredns:1.0.0"} {"image":"cdknomad/hostpathplugin:1"} {"image":"busybox:1.35.0"}';

describe("a deployment to a lab", () => {
  it("builds only the programs in the images that its jobs name", async () => {
    note([{ name: "docker.io/coredns/coredns:1.0.0", standIn: true, because: "docker.io does not have it" }]);
    await buildStandInPrograms(name, job, silent);
    expect(built()).toEqual(["coredns", "csi-hostpath"]);
  });

  it("builds none for an image that its registry has, and none twice", async () => {
    note([{ name: "docker.io/coredns/coredns:1.0.0", standIn: false }]);
    writeFileSync(path.join(folder, "csi-hostpath"), "");
    await buildStandInPrograms(name, job, silent);
    expect(built()).toEqual([]);
  });

  it("leaves the lab of an earlier version as it is", async () => {
    writeFileSync(registryPaths(labPaths(name)).settings, JSON.stringify({ standIns: "/layout" }));
    await buildStandInPrograms(name, job, silent);
    rmSync(registryPaths(labPaths(name)).settings);
    await buildStandInPrograms(name, job, silent);
    expect(built()).toEqual([]);
  });
});

describe("the registry of a lab", () => {
  it("builds programs with the settings of Go, and without tokens", () => {
    const { argv, env } = builderOf({
      PATH: "/bin",
      GOPROXY: "https://proxy.example.com",
      GOFLAGS: "-mod=mod",
      CDKNOMAD_CACHE: "/cache",
      HTTPS_PROXY: "http://proxy.example.com",
      NOMAD_TOKEN: "secret",
      GOOGLE_CREDENTIALS: "secret",
      AWS_SECRET_ACCESS_KEY: "secret",
    });
    expect(env).toMatchObject({ PATH: "/bin", GOPROXY: "https://proxy.example.com", GOFLAGS: "-mod=mod" });
    expect(JSON.stringify(env)).not.toContain("secret");
    expect(existsSync(argv.at(-1) ?? "")).toBe(true);
    expect(readFileSync(argv.at(-1) ?? "", "utf8")).toContain("buildProgram(process.argv[2])");
  });

  it("says which images are real, or nothing before it knows", async () => {
    expect(await imageSources(name, 10)).toBeUndefined();
    expect(exampleImagesText(undefined)).toBe(
      "the real ones if their registries answer, otherwise stand-ins of cdknomad",
    );
    note([
      { name: "docker.io/library/busybox:1.35.0", standIn: false },
      { name: "docker.io/coredns/coredns:1.0.0", standIn: true, because: "docker.io does not have it" },
      { name: "docker.io/corentinth/it-tools:latest", standIn: true, because: "docker.io does not have it" },
    ]);
    expect(exampleImagesText(await imageSources(name))).toBe(
      "real: busybox:1.35.0; stand-ins, because docker.io does not have it: coredns/coredns:1.0.0, corentinth/it-tools:latest",
    );
  });
});
