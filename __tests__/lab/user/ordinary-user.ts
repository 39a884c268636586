import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { cacheDir, packageRoot } from "../../../tools/cache";
import { installations } from "../../../tools/cache-use";
import { type Finished, run } from "../../../tools/run";

const repository = path.join(__dirname, "..", "..", "..");

/** An ordinary user of this machine with an account and a home folder, which {@link remove} removes. */
export class OrdinaryUser {
  readonly home: string;
  readonly cache: string;
  private readonly sudoers: string;
  /** Folders that other users could not enter, with their modes. */
  private readonly opened = new Map<string, number>();

  constructor(readonly name: string) {
    this.home = path.join("/home", name);
    this.cache = path.join(this.home, ".cache", "cdknomad");
    this.sudoers = path.join("/etc/sudoers.d", name);
    this.remove();
    asRoot("useradd", "--create-home", "--home-dir", this.home, name);
  }

  /** Lets the user run one program through sudo without a password, as a machine of CI does. */
  allow(program: string): void {
    if (!existsSync("/usr/bin/sudo")) {
      asRoot("apt-get", "update");
      asRoot("apt-get", "install", "--yes", "--no-install-recommends", "sudo");
    }
    writeFileSync(this.sudoers, `${this.name} ALL=(root) NOPASSWD: ${program}\n`, { mode: 0o440 });
    asRoot("visudo", "--check", "--file", this.sudoers);
  }

  /** Gives the user a copy of what this clone needs of the cache, so that nothing is built or downloaded again. */
  copyCache(): void {
    const needs = installations().find(({ root }) => root === packageRoot)?.needs;
    for (const entry of new Set(needs?.values())) {
      const folder = path.join(this.cache, path.relative(cacheDir(), path.dirname(entry)));
      mkdirSync(folder, { recursive: true });
      asRoot("cp", "--recursive", "--reflink=auto", entry, folder);
    }
    // Which packages are those of this machine is kept with the path of the cache.
    const packages = path.join(cacheDir(), "packages");
    for (const name of existsSync(packages) ? readdirSync(packages).filter((file) => file.startsWith("for-")) : []) {
      const place = readFileSync(path.join(packages, name), "utf8").replace(cacheDir(), this.cache);
      writeFileSync(path.join(this.cache, "packages", name), place);
    }
    this.own(this.home);
  }

  /** Lets users enter the folders above this clone until {@link remove}, such as a temporary folder that only root may enter. */
  enterClone(): void {
    for (let folder = repository; folder !== "/"; folder = path.dirname(folder)) {
      const { mode } = statSync(folder);
      if ((mode & 0o001) === 0) {
        this.opened.set(folder, mode);
        chmodSync(folder, mode | 0o001);
      }
    }
  }

  /** Makes a folder with the packages that `npm install` puts there, without the folders of the packages themselves. */
  makeProject(): string {
    const project = path.join(this.home, "homelab");
    const packages = path.join(project, "node_modules");
    const own = path.join(packages, "cdknomad");
    mkdirSync(own, { recursive: true });
    for (const name of readdirSync(path.join(repository, "node_modules"))) {
      if (name !== ".bin" && name !== "cdknomad") {
        symlinkSync(path.join(repository, "node_modules", name), path.join(packages, name));
      }
    }
    // The package as it is in a clone: its sources in the places of what is compiled.
    for (const folder of ["config", "constructs", "lab", "testing"]) {
      symlinkSync(path.join(repository, folder), path.join(own, folder));
    }
    const exports = {
      ".": "./constructs/index.ts",
      "./config": "./config/index.ts",
      "./dns": "./constructs/dns/index.ts",
      "./lab": "./lab/settings.ts",
    };
    writeFileSync(path.join(own, "package.json"), JSON.stringify({ name: "cdknomad", exports }));
    mkdirSync(path.join(packages, ".bin"));
    symlinkSync(path.join(repository, "bin", "cdknomad"), path.join(packages, ".bin", "cdknomad"));
    this.own(this.home);
    return project;
  }

  /** Runs a command as the user, in a login of its own. */
  run(cwd: string, argv: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const { PATH } = process.env;
    const env = { PATH, HOME: this.home, USER: this.name, LOGNAME: this.name, NO_COLOR: "1", ...variables };
    const rights = [`--reuid=${this.name}`, `--regid=${this.name}`, "--init-groups", "--inh-caps=-all"];
    return run(["setpriv", ...rights, "--", ...argv], { cwd, env });
  }

  /** Files that belong to root. */
  async rootsFilesIn(...folders: readonly string[]): Promise<string[]> {
    const { code, stdout, stderr } = await run(["find", ...folders, "-user", "root"]);
    if (code !== 0) {
      throw new Error(stderr);
    }
    return stdout.split("\n").filter((line) => line !== "");
  }

  remove(): void {
    for (const [folder, mode] of this.opened) {
      chmodSync(folder, mode);
    }
    rmSync(this.sudoers, { force: true });
    if (spawnSync("id", [this.name]).status === 0) {
      asRoot("userdel", "--force", this.name);
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  private own(folder: string): void {
    asRoot("chown", "--recursive", "--no-dereference", `${this.name}:`, folder);
  }
}

function asRoot(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
  }
}
