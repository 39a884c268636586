import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import path from "node:path";
import { findProgram } from "../tools/find-program";
import { elfNeeds } from "./elf";

/** `PATH` of the processes of a node. */
const NODE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Programs of a small Linux system. One that this machine lacks is left out. */
const PROGRAMS = [
  ..."sh bash awk basename base64 cat chmod chown cp curl cut date dd df diff dirname du echo env expr false find getent".split(
    " ",
  ),
  ..."grep gzip head hostname id kill ln ls mkdir mktemp mv nc nproc openssl paste printenv printf ps pwd readlink".split(
    " ",
  ),
  ..."realpath rm rmdir sed seq sha256sum sleep sort split stat tail tar tee test timeout touch tr true truncate".split(
    " ",
  ),
  ..."uname uniq wc wget whoami xargs yes".split(" "),
];

/** Files of this machine by their path, each with its path in the file system of a task. */
export type ChrootFiles = Readonly<Record<string, string>>;

/**
 * Returns the files of this machine that a task of the drivers `exec` and `java` sees: the programs of a small Linux system with their
 * libraries, the Java that the nodes find, and `/etc`.
 *
 * Nomad copies them for each task. It cannot link them, because they are in another mount than the folder of the task; so a task that
 * changes one of them does not change this machine. Its default is the whole of `/usr`, which is gigabytes for each task.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/client#chroot_env-parameters
 */
export function chrootFiles(): ChrootFiles {
  const env = { PATH: NODE_PATH };
  const programs = PROGRAMS.flatMap((name) => findProgram(name, env) ?? []);
  const java = javaFiles(env);
  const libraries = librariesOf([...programs, ...java.programs]);
  const files = [...programs, ...libraries].map((file) => [file, inUsr(file)]);
  return {
    ...Object.fromEntries([...files, ...java.folders.map((folder) => [folder, folder])]),
    "/etc": "/etc",
    [ROOT_LINKS_ON_NODE]: "/",
  };
}

/** Folder of a node with the links of {@link writeRootLinks}. */
const ROOT_LINKS_ON_NODE = "/run/node/etc/chroot";

/** Links of the root folder of a task: programs ask for `/bin/sh` and for the loader in `/lib64`. */
const ROOT_LINKS = ["bin", "sbin", "lib", "lib64"];

/** Writes a folder with the links of the root folder of a task, to be copied to `/`. */
export function writeRootLinks(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ROOT_LINKS) {
    symlinkSync(`usr/${name}`, path.join(folder, name));
  }
}

/** Returns the path of a file in a system in which `/bin` and the like are links into `/usr`. */
function inUsr(file: string): string {
  const [, first = ""] = file.split("/");
  return ROOT_LINKS.includes(first) ? `/usr${file}` : file;
}

/** Returns the folders of the Java that the nodes find, and those of its programs and libraries that need others. */
function javaFiles(env: NodeJS.ProcessEnv): {
  readonly folders: readonly string[];
  readonly programs: readonly string[];
} {
  const java = findProgram("java", env);
  if (java === undefined) {
    return { folders: [], programs: [] };
  }
  const program = realpathSync(java);
  const home = path.dirname(path.dirname(program));
  const lib = path.join(home, "lib");
  const libraries = existsSync(lib)
    ? readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".so"))
    : [];
  // Windows and sound need dozens of libraries, and a task has neither.
  const isHeadless = (file: string) => !/awt_xawt|libjawt|splashscreen|atk-wrapper|libjsound/.test(file);
  return {
    // Not the modules and sources that only a compiler needs.
    folders: ["bin", "lib", "conf", "jre"].map((name) => path.join(home, name)).filter(existsSync),
    programs: [
      program,
      ...libraries
        .filter(isHeadless)
        .map((file) => path.join(lib, file))
        .filter(existsSync),
    ],
  };
}

/** Returns the paths of the libraries that programs need, and of those that these need, and so on. */
function librariesOf(programs: readonly string[]): string[] {
  const found = new Set<string>();
  const rest = [...programs];
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    const { loader, libraries } = elfNeeds(file);
    for (const library of [...(loader ? [loader] : []), ...libraries.flatMap((name) => findLibrary(name) ?? [])]) {
      if (!found.has(library)) {
        found.add(library);
        rest.push(library);
      }
    }
  }
  return [...found].sort();
}

/** Folders in which the loaders of Linux distributions look for libraries. */
const LIBRARY_FOLDERS = [
  `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`,
  "/usr/lib64",
  "/usr/lib",
  "/usr/local/lib",
];

/** Returns the path of a library; nothing if it is not there, or belongs to a program with libraries of its own. */
function findLibrary(name: string): string | undefined {
  return LIBRARY_FOLDERS.map((folder) => path.join(folder, name)).find(existsSync);
}
