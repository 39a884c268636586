import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheDir, cacheFolders, packageRoot } from "./cache";

/** File in the folder of an installation with the path of the installation. */
const INSTALLED_IN = "installed-in";

/** An installation of cdknomad (a clone, or a package in a project) and the entries of the cache that its versions need. */
export interface Installation {
  /** Its folder. */
  readonly root: string;
  /** Paths of entries by what they are, such as the name of a program. */
  readonly needs: ReadonlyMap<string, string>;
}

/**
 * Notes that an entry of the cache is used now, and that this installation needs it as `need` instead of an earlier one. It costs
 * one system call and the read of a small file; nothing happens if there is no such entry.
 */
export function noteUse(entry: string, need: string): void {
  if (!touch(entry)) {
    return;
  }
  const folder = folderOf(packageRoot);
  const file = path.join(folder, need);
  const text = path.relative(cacheDir(), entry);
  try {
    if (existsSync(file) && readFileSync(file, "utf8") === text) {
      return;
    }
    mkdirSync(folder, { recursive: true });
    write(path.join(folder, INSTALLED_IN), packageRoot);
    write(file, text);
  } catch {
    // A cache that this user can only read is used as it is.
  }
}

/** Sets the time of the last use to now. @returns whether the entry exists */
export function touch(entry: string): boolean {
  const now = new Date();
  try {
    utimesSync(entry, now, now);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

/** Returns the installations that use this cache and still exist. */
export function installations(): Installation[] {
  const { installations: parent } = cacheFolders();
  return (existsSync(parent) ? readdirSync(parent) : [])
    .map((name) => read(path.join(parent, name)))
    .filter(({ root }) => root !== "" && existsSync(root));
}

/** Returns the folder with what an installation needs. */
const folderOf = (root: string) =>
  path.join(cacheFolders().installations, createHash("sha256").update(root).digest("hex").slice(0, 16));

function read(folder: string): Installation {
  const text = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const names = readdirSync(folder).filter((name) => !name.endsWith(".tmp"));
  return {
    root: names.includes(INSTALLED_IN) ? text(INSTALLED_IN) : "",
    needs: new Map(
      names.filter((name) => name !== INSTALLED_IN).map((name) => [name, path.join(cacheDir(), text(name))]),
    ),
  };
}

/** Writes a file so that no reader sees half of it. */
function write(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
