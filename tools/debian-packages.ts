import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { cacheFolders } from "./cache";
import { noteUse } from "./cache-use";
import { findProgram } from "./find-program";
import { type HostProgram, hostPrograms, missingPrograms } from "./host-programs";
import { withLock } from "./lock";
import type { Progress, Say } from "./progress";
import { type Finished, run } from "./run";

/** Folders that overlay `/usr` and `/etc` of the host, for the processes of a lab only. */
export interface Layers {
  readonly usr: readonly string[];
  readonly etc: readonly string[];
}

/** What an installation needs the unpacked packages as. */
const PACKAGES = "packages";

/** Returns the file that is locked while packages are unpacked. */
export const packagesLock = () => path.join(cacheFolders().locks, "packages");

/** Options with which apt takes no lock and changes nothing on this host. */
const READ_ONLY = ["-o", "Debug::NoLocking=1"];

/**
 * Provides the programs that this host lacks, without installing anything: it unpacks their Debian packages and missing
 * dependencies into the cache once. A lab mounts them over `/usr` and `/etc` in its own mount namespace. On the host nothing
 * changes and no service starts.
 *
 * @param programs @default - all that a node needs
 * @throws Error with the names of the programs and packages if that is not possible.
 */
export async function ensureHostPrograms(
  progress: Progress,
  programs: readonly HostProgram[] = hostPrograms,
): Promise<Layers> {
  const missing = missingPrograms(programs);
  if (missing.length === 0) {
    return { usr: [], etc: [] };
  }
  if (!findProgram("apt-get") || !findProgram("dpkg-deb")) {
    throw new CodedError("packages-missing", notDebian(missing));
  }
  const packages = missing.map((program) => program.debianPackage).sort();
  const known = path.join(cacheFolders().packages, `for-${statusKey(packages)}`);
  if (existsSync(known)) {
    const root = readFileSync(known, "utf8");
    noteUse(root, PACKAGES);
    if (existsSync(root)) {
      return layersOf(root);
    }
  }
  return progress.step(`unpacking ${missing.map((program) => program.name).join(", ")}`, (say) =>
    withLock(
      packagesLock(),
      () => say("waiting for another lab that unpacks them"),
      async () => {
        const root = await unpack(packages, say);
        noteUse(root, PACKAGES);
        writeFileSync(`${known}.tmp`, root);
        renameSync(`${known}.tmp`, known);
        return layersOf(root);
      },
    ),
  );
}

/** Returns the error message for a host without apt. */
export function notDebian(missing: readonly HostProgram[]): string {
  const names = missing.map((program) => program.name).join(", ");
  return `this host lacks ${names}, and has no apt-get to fetch them with; install them with its own package manager (the services need not run)`;
}

/** Returns the packages that apt would install, in the form `name=version`, from the output of its simulation. */
export function parseSimulation(output: string): string[] {
  // "Inst podman [4.2] (4.3.1+ds1-8 Debian:12/oldstable [amd64])"; the version in brackets is the installed one
  return [...output.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) /gm)]
    .map(([, name, version]) => `${name}=${version}`)
    .sort();
}

/** Returns a key that changes if apt can answer differently: other packages are requested, or others are installed. */
function statusKey(packages: readonly string[]): string {
  const status = readFileSync("/var/lib/dpkg/status");
  return createHash("sha256").update(JSON.stringify(packages)).update(status).digest("hex").slice(0, 16);
}

function layersOf(root: string): Layers {
  const layer = (name: string) => (existsSync(path.join(root, name)) ? [path.join(root, name)] : []);
  return { usr: layer("usr"), etc: layer("etc") };
}

async function unpack(packages: readonly string[], say: Say): Promise<string> {
  const install = (...args: string[]): [string, ...string[]] => [
    "apt-get",
    ...READ_ONLY,
    "--yes",
    "--no-install-recommends",
    ...args,
    "install",
    ...packages,
  ];
  say("asking apt for the packages");
  const simulated = await withFreshLists(() => run(install("--simulate")), packages, say);
  const chosen = parseSimulation(simulated.stdout);
  const key = createHash("sha256").update(JSON.stringify(chosen)).digest("hex").slice(0, 16);
  const root = path.join(cacheFolders().packages, key);
  if (existsSync(root)) {
    return root;
  }

  const work = path.join(cacheFolders().packages, `${key}.tmp`);
  rmSync(work, { recursive: true, force: true });
  const archives = path.join(work, "archives");
  mkdirSync(path.join(archives, "partial"), { recursive: true });
  say(`downloading ${chosen.length} packages`);
  await withFreshLists(() => run(install("--download-only", "-o", `Dir::Cache::archives=${archives}`)), packages, say);
  const tree = path.join(work, "root");
  mkdirSync(tree);
  for (const file of readdirSync(archives).filter((name) => name.endsWith(".deb"))) {
    say(`unpacking ${file.split("_")[0]}`);
    const unpacked = await run(["dpkg-deb", "--extract", path.join(archives, file), tree]);
    if (unpacked.code !== 0) {
      throw new CodedError("packages-missing", `${file}: cannot be unpacked: ${unpacked.stderr.trim()}`);
    }
  }
  mergeUsr(tree);
  linkIptables(tree);
  writeFileSync(path.join(tree, "packages.txt"), `${chosen.join("\n")}\n`);
  renameSync(tree, root);
  rmSync(work, { recursive: true, force: true });
  return root;
}

/** Runs apt. If it fails, the package lists can be missing or old, so it updates them and tries again. */
async function withFreshLists(apt: () => Promise<Finished>, packages: readonly string[], say: Say): Promise<Finished> {
  const first = await apt();
  if (first.code === 0) {
    return first;
  }
  say("updating apt's package lists");
  await run(["apt-get", "update"]);
  const second = await apt();
  if (second.code === 0) {
    return second;
  }
  throw new CodedError(
    "packages-missing",
    `apt cannot get ${packages.join(", ")}: ${second.stderr.trim()}\n  to repeat it: apt-get update && apt-get --download-only install ${packages.join(" ")}`,
  );
}

/** Moves /bin, /sbin, and /lib of the packages into /usr, because on a running system they are links into /usr. */
function mergeUsr(tree: string): void {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    const folder = path.join(tree, name);
    if (!existsSync(folder) || lstatSync(folder).isSymbolicLink()) {
      continue;
    }
    cpSync(folder, path.join(tree, "usr", name), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(folder, { recursive: true });
  }
}

/** Creates the links that the package's installation script creates with update-alternatives. */
function linkIptables(tree: string): void {
  for (const name of ["iptables", "ip6tables"]) {
    for (const suffix of ["", "-save", "-restore"]) {
      const link = path.join(tree, "usr/sbin", name + suffix);
      if (existsSync(path.join(tree, "usr/sbin", `${name}-nft${suffix}`)) && !existsSync(link)) {
        symlinkSync(`${name}-nft${suffix}`, link);
      }
    }
  }
}
