import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../tools/cache";
import { pinNomad, pinnedModules } from "../../../tools/pin-nomad";
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
    const of = (module: string) => new Set(all.flatMap(({ requires }) => requires[module] ?? []));
    expect([...of(NOMAD)]).toEqual([`v${versions.nomad}`]);
    expect([...of(API)]).toHaveLength(1);
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

  const runs = (version: string, api?: string) => {
    const all: string[] = [];
    pinNomad(root, version, api, (folder, args) => {
      all.push(`${path.relative(root, folder)}: go ${args.join(" ")}`);
      return JSON.stringify({ Origin: { Hash: "173ab08a0210" } });
    });
    return all;
  };

  it("moves the version in every module and in tools/versions.ts", () => {
    expect(runs("1.99.0")).toEqual([
      `provider: go list -m -json ${NOMAD}@v1.99.0`,
      `provider: go get ${API}@173ab08a0210`,
      "provider: go mod tidy",
      `tools/modules/nomad: go get ${NOMAD}@v1.99.0 ${API}@173ab08a0210`,
      "tools/modules/nomad: go mod tidy",
    ]);
    const text = readFileSync(path.join(root, "tools", "versions.ts"), "utf8");
    expect(text).toContain('  nomad: "1.99.0",\n');
    expect(text).toContain(`  consul: "${versions.consul}",\n`);
  });

  it("takes another commit of the API", () => {
    expect(runs("1.99.0", "b0f552dbe971")).toContain(`provider: go get ${API}@b0f552dbe971`);
  });
});
