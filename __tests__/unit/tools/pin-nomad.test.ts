import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { versions as generated } from "../../../.gen/nomad";
import { repositoryRoot } from "../../../tools/cache";
import { type NewerApi, pinNomad, pinnedModules } from "../../../tools/pin-nomad";
import { versions } from "../../../tools/versions";

const NOMAD = "github.com/hashicorp/nomad";
const API = "github.com/hashicorp/nomad/api";

describe("the Go modules with the pinned Nomad", () => {
  it("are those that require it themselves", () => {
    expect(pinnedModules(repositoryRoot).map(({ folder }) => folder)).toEqual([
      "codegen",
      "provider",
      "provider/jobspec",
      "tools/modules/jobspec",
      "tools/modules/nomad",
    ]);
  });

  it("have the version of tools/versions.ts, and one version of the API", () => {
    const all = pinnedModules(repositoryRoot);
    const of = (module: string, some = all) => new Set(some.flatMap(({ requires }) => requires[module] ?? []));
    expect([...of(NOMAD)]).toEqual([`v${versions.nomad}`]);
    // The server of the lab has the API of its own release; the types may be of a newer one.
    const ours = all.filter(({ isProgram }) => !isProgram);
    expect(all.filter(({ isProgram }) => isProgram).map(({ folder }) => folder)).toEqual(["tools/modules/nomad"]);
    expect([...of(API, ours)]).toEqual([generated.nomadApi]);
  });
});

describe("npm run pin:nomad", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "pin-nomad-"));
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    for (const file of [
      "tools/versions.ts",
      "provider/go.mod",
      "tools/modules/nomad/go.mod",
      "tools/modules/consul/go.mod",
    ]) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      cpSync(path.join(repositoryRoot, file), path.join(root, file));
    }
    execFileSync("git", ["add", "."], { cwd: root });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const runs = (version: string, newer?: NewerApi, canTidy = true) => {
    const all: string[] = [];
    const news = pinNomad(root, version, newer, (folder, args) => {
      all.push(`${path.relative(root, folder)}: go ${args.join(" ")}`);
      if (!canTidy && args[1] === "tidy") {
        throw new Error("module otlptrace found, but does not contain package");
      }
      return args[0] === "run"
        ? "new      Task.New (since Nomad 1.99.0)\n"
        : JSON.stringify({ Origin: { Hash: "173ab08a0210" } });
    });
    return { all, news };
  };
  const generation = (release: string) => [
    `codegen: go run . -news ${release}`,
    "codegen: go run . -out ../.gen/nomad",
  ];

  it("moves the version in every module and in tools/versions.ts, generates the types, and lists what is new", () => {
    expect(runs("1.99.0")).toEqual({
      all: [
        `provider: go list -m -json ${NOMAD}@v1.99.0`,
        `provider: go get ${API}@173ab08a0210`,
        "provider: go mod tidy",
        `tools/modules/nomad: go get ${NOMAD}@v1.99.0 ${API}@173ab08a0210`,
        "tools/modules/nomad: go mod tidy",
        ...generation("1.99.0"),
      ],
      news: "new      Task.New (since Nomad 1.99.0)\n",
    });
    const text = readFileSync(path.join(root, "tools", "versions.ts"), "utf8");
    expect(text).toContain('  nomad: "1.99.0",\n');
    expect(text).toContain(`  consul: "${versions.consul}",\n`);
  });

  const newer = { version: "b0f552dbe971", release: "2.5.0" };

  it("takes a newer API, and leaves the server of the lab alone if it does not move", () => {
    expect(runs(versions.nomad, newer).all).toEqual([
      `provider: go get ${API}@b0f552dbe971`,
      "provider: go mod tidy",
      ...generation("2.5.0"),
    ]);
    expect(runs("1.99.0", newer).all).toContain(`tools/modules/nomad: go get ${NOMAD}@v1.99.0 ${API}@b0f552dbe971`);
  });

  it("completes go.sum where a module cannot be tidied", () => {
    expect(runs(versions.nomad, newer, false).all).toContain("provider: go get .");
  });
});
