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
  /** Whether it builds the server of the lab, and not code of this repository. */
  readonly isProgram: boolean;
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
    return Object.keys(requires).length > 0 ? [{ folder: path.dirname(file), requires, isProgram }] : [];
  });
}

/** Runs `go` in a folder and returns its output. */
export type RunGo = (folder: string, args: readonly string[]) => string;

/** A version of Nomad's Go API that is newer than the pinned Nomad, and the release of Nomad that has its new fields. */
export interface NewerApi {
  /** Such as `v0.0.0-20261016150620-df630b26e78a`, or a commit: the API has no version numbers. */
  readonly version: string;
  /** Such as `2.0.5`. */
  readonly release: string;
}

/**
 * Moves the pinned Nomad in `tools/versions.ts` and in each {@link pinnedModules | module}, drafts the texts of new fields, and generates
 * the types. With the same version and a newer API, the lab keeps the server that it has.
 *
 * @param root the root of the repository
 * @param version the version of the server, such as `1.11.4`
 * @param newer @default - the API of the version's commit
 * @returns what is new in a job, one line per field, and which texts to review
 */
export function pinNomad(root: string, version: string, newer: NewerApi | undefined, go: RunGo): string {
  const modules = pinnedModules(root);
  const commit = (): string =>
    JSON.parse(go(path.join(root, modules[0]?.folder ?? "."), ["list", "-m", "-json", `${NOMAD}@v${version}`])).Origin
      .Hash;
  const targets: Readonly<Record<string, string>> = { [NOMAD]: `v${version}`, [API]: newer?.version ?? commit() };
  // The program has the API of its own release, which the newer one replaces only if the program moves too.
  const moved = modules.filter(({ isProgram, requires }) => !(isProgram && newer && requires[NOMAD] === `v${version}`));
  for (const { folder, requires } of moved) {
    go(path.join(root, folder), ["get", ...Object.keys(requires).map((module) => `${module}@${targets[module]}`)]);
    tidy(path.join(root, folder), go);
  }
  const file = path.join(root, "tools", "versions.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^( {2}nomad: )".*"/m, `$1"${version}"`));
  const codegen = path.join(root, "codegen");
  const news = go(codegen, ["run", ".", "-news", newer?.release ?? version]);
  go(codegen, ["run", ".", "-out", "../.gen/nomad"]);
  return news;
}

/** Removes what a module no longer needs. It cannot be done where the tests of a dependency import what does not exist any more. */
function tidy(folder: string, go: RunGo): void {
  try {
    go(folder, ["mod", "tidy"]);
  } catch {
    go(folder, ["get", "."]); // completes go.sum
  }
}

if (require.main === module) {
  const [version, api, release] = process.argv.slice(2);
  const isRelease = (text: string | undefined) => text !== undefined && /^\d+\.\d+\.\d+$/.test(text);
  if (version === undefined || !isRelease(version) || (api !== undefined && !isRelease(release))) {
    console.error(
      "usage: npm run pin:nomad -- VERSION [VERSION-OF-A-NEWER-API RELEASE-WITH-ITS-FIELDS], for example: npm run pin:nomad -- 1.11.4",
    );
    process.exit(2);
  }
  const newer = api !== undefined && release !== undefined ? { version: api, release } : undefined;
  const news = pinNomad(path.join(__dirname, ".."), version, newer, (cwd, args) =>
    execFileSync("go", args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, CGO_ENABLED: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  process.stdout.write(news);
}
