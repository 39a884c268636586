import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const NOMAD = "github.com/hashicorp/nomad";
const API = `${NOMAD}/api`;

/** A Go module of this repository that has the pinned Nomad, and how `go get` moves it. */
export interface PinnedModule {
  /** The folder of its `go.mod`, from the root of the repository. */
  readonly folder: string;
  /** The modules of Nomad that it requires, with their versions. */
  readonly requires: Readonly<Record<string, string>>;
}

/**
 * Returns the Go modules of this repository that require Nomad or its API themselves. A module of another program, such as the
 * podman driver, has the Nomad that the program asks for.
 */
export function pinnedModules(root: string): readonly PinnedModule[] {
  const files = execFileSync("git", ["ls-files", "go.mod", "*/go.mod"], { cwd: root, encoding: "utf8" }).trim();
  return files.split("\n").flatMap((file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const isProgram = new RegExp(`^tool ${NOMAD}$`, "m").test(text);
    const requires = Object.fromEntries(
      [NOMAD, API].flatMap((module) => {
        const found = new RegExp(`^(?:require |\\t)${module} (v\\S+)( // indirect)?$`, "m").exec(text);
        return found?.[1] !== undefined && (isProgram || found[2] === undefined) ? [[module, found[1]]] : [];
      }),
    );
    return Object.keys(requires).length > 0 ? [{ folder: path.dirname(file), requires }] : [];
  });
}

/** Runs `go` in a folder and returns its output. */
export type RunGo = (folder: string, args: readonly string[]) => string;

/**
 * Moves the pinned Nomad in `tools/versions.ts` and in each {@link pinnedModules | module}.
 *
 * @param root the root of the repository
 * @param version the version, such as `1.11.4`
 * @param api the version of Nomad's Go API; its commits have no version numbers. @default - the commit of the version
 */
export function pinNomad(root: string, version: string, api: string | undefined, go: RunGo): void {
  const modules = pinnedModules(root);
  const commit = (): string =>
    JSON.parse(go(path.join(root, modules[0]?.folder ?? "."), ["list", "-m", "-json", `${NOMAD}@v${version}`])).Origin
      .Hash;
  const targets: Readonly<Record<string, string>> = { [NOMAD]: `v${version}`, [API]: api ?? commit() };
  for (const { folder, requires } of modules) {
    go(path.join(root, folder), ["get", ...Object.keys(requires).map((module) => `${module}@${targets[module]}`)]);
    go(path.join(root, folder), ["mod", "tidy"]);
  }
  const file = path.join(root, "tools", "versions.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^( {2}nomad: )".*"/m, `$1"${version}"`));
}

if (require.main === module) {
  const [version, api] = process.argv.slice(2);
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    console.error("usage: npm run pin:nomad -- VERSION [VERSION-OF-THE-API], for example: npm run pin:nomad -- 1.11.4");
    process.exit(2);
  }
  pinNomad(path.join(__dirname, ".."), version, api, (cwd, args) =>
    execFileSync("go", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  );
  console.log("moved the pin; now run: npm run gen");
}
