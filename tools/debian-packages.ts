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
import { join } from "node:path";
import { cacheDir } from "./cache";
import { findProgram } from "./find-program";
import { type HostProgram, missingPrograms } from "./host-programs";
import { withLock } from "./lock";
import type { Progress, Say } from "./progress";
import { type Finished, run } from "./run";

/** Folders to lay over those of the host, for a lab's processes only. */
export interface Layers {
  readonly usr: readonly string[];
  readonly etc: readonly string[];
}

/** Apt's options to change nothing on this host: no lock of its own is taken, nothing is installed. */
const READ_ONLY = ["-o", "Debug::NoLocking=1"];

/**
 * Makes the programs available that this host lacks, without installing anything: Debian packages, with those of their
 * dependencies that are missing too, are unpacked into the cache once. A lab lays them over `/usr` and `/etc` in its own
 * mount namespace; on the host nothing changes and no service starts.
 *
 * @throws Error naming the programs and packages, where that cannot be done.
 */
export async function ensureHostPrograms(progress: Progress): Promise<Layers> {
  const missing = missingPrograms();
  if (missing.length === 0) return { usr: [], etc: [] };
  if (!findProgram("apt-get") || !findProgram("dpkg-deb")) throw new Error(notDebian(missing));
  const packages = missing.map((program) => program.debianPackage).sort();
  const known = join(cacheDir(), "packages", `for-${statusKey(packages)}`);
  if (existsSync(known)) {
    const root = readFileSync(known, "utf8");
    if (existsSync(root)) return layersOf(root);
  }
  return progress.step(`unpacking ${missing.map((program) => program.name).join(", ")}`, (say) =>
    withLock(
      join(cacheDir(), "locks", "packages"),
      () => say("waiting for another lab that does it"),
      async () => {
        const root = await unpack(packages, say);
        writeFileSync(`${known}.tmp`, root);
        renameSync(`${known}.tmp`, known);
        return layersOf(root);
      },
    ),
  );
}

/** The message for a host where packages cannot be had. */
export function notDebian(missing: readonly HostProgram[]): string {
  const names = missing.map((program) => program.name).join(", ");
  return `this host lacks ${names}, and has no apt-get to fetch them with; install them with its own package manager (the services need not run)`;
}

/** The packages that apt would install, as `name=version`, from what its simulation prints. */
export function parseSimulation(output: string): string[] {
  // "Inst podman [4.2] (4.3.1+ds1-8 Debian:12/oldstable [amd64])"; the version in brackets is the installed one
  return [...output.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) /gm)]
    .map(([, name, version]) => `${name}=${version}`)
    .sort();
}

/** Changes when the answer of apt may: other packages wanted, or others installed. */
function statusKey(packages: readonly string[]): string {
  const status = readFileSync("/var/lib/dpkg/status");
  return createHash("sha256").update(JSON.stringify(packages)).update(status).digest("hex").slice(0, 16);
}

function layersOf(root: string): Layers {
  const layer = (name: string) => (existsSync(join(root, name)) ? [join(root, name)] : []);
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
  const root = join(cacheDir(), "packages", key);
  if (existsSync(root)) return root;

  const work = join(cacheDir(), "packages", `${key}.tmp`);
  rmSync(work, { recursive: true, force: true });
  const archives = join(work, "archives");
  mkdirSync(join(archives, "partial"), { recursive: true });
  say(`downloading ${chosen.length} packages`);
  await withFreshLists(() => run(install("--download-only", "-o", `Dir::Cache::archives=${archives}`)), packages, say);
  const tree = join(work, "root");
  mkdirSync(tree);
  for (const file of readdirSync(archives).filter((name) => name.endsWith(".deb"))) {
    say(`unpacking ${file.split("_")[0]}`);
    const unpacked = await run(["dpkg-deb", "--extract", join(archives, file), tree]);
    if (unpacked.code !== 0) throw new Error(`${file}: cannot be unpacked: ${unpacked.stderr.trim()}`);
  }
  mergeUsr(tree);
  linkIptables(tree);
  writeFileSync(join(tree, "packages.txt"), `${chosen.join("\n")}\n`);
  renameSync(tree, root);
  rmSync(work, { recursive: true, force: true });
  return root;
}

/** Runs apt; if it fails, it may be that this host's package lists are missing or old, so renew them and try once more. */
async function withFreshLists(apt: () => Promise<Finished>, packages: readonly string[], say: Say): Promise<Finished> {
  const first = await apt();
  if (first.code === 0) return first;
  say("renewing apt's package lists");
  await run(["apt-get", "update"]);
  const second = await apt();
  if (second.code === 0) return second;
  throw new Error(
    `apt cannot get ${packages.join(", ")}: ${second.stderr.trim()}\n  to repeat it: apt-get update && apt-get --download-only install ${packages.join(" ")}`,
  );
}

/** Debian's packages of today still have files in /bin, /sbin and /lib; on a running system those are links into /usr. */
function mergeUsr(tree: string): void {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    const folder = join(tree, name);
    if (!existsSync(folder) || lstatSync(folder).isSymbolicLink()) continue;
    cpSync(folder, join(tree, "usr", name), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(folder, { recursive: true });
  }
}

/** What the package's installation script would do by update-alternatives. */
function linkIptables(tree: string): void {
  for (const name of ["iptables", "ip6tables"]) {
    for (const suffix of ["", "-save", "-restore"]) {
      const link = join(tree, "usr/sbin", name + suffix);
      if (existsSync(join(tree, "usr/sbin", `${name}-nft${suffix}`)) && !existsSync(link)) {
        symlinkSync(`${name}-nft${suffix}`, link);
      }
    }
  }
}
