import { readFileSync } from "node:fs";
import path from "node:path";

/** What another repository can import, as `package.json` says. */
export interface EntryPoint {
  /** What is written in an import: `cdknomad`, `cdknomad/dns`. */
  readonly specifier: string;
  /** Its module in this repository, without the ending: `constructs/dns/index`. */
  readonly module: string;
}

/** The entry points of the package, in the order of `package.json`. */
export function entryPoints(root: string): EntryPoint[] {
  const { name, exports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string>;
  };
  return Object.entries(exports)
    .filter(([, target]) => target.endsWith(".js"))
    .map(([subpath, target]) => ({
      specifier: path.posix.join(name, subpath),
      module: target.replace("./dist/", "").replace(/\.js$/, ""),
    }));
}
