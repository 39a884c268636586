import { readFileSync } from "node:fs";
import path from "node:path";

/** A module that other projects can import, according to `package.json`. */
export interface EntryPoint {
  /** The name in an import, such as `cdknomad` or `cdknomad/dns`. */
  readonly specifier: string;
  /** Its module in this repository without the ending, such as `constructs/dns/index`. */
  readonly module: string;
}

/**
 * Returns the entry points of the package, in the order of `package.json`, without the generated classes of Terraform resources: their
 * reviewed source is the schema of the providers.
 */
export function entryPoints(root: string): EntryPoint[] {
  const { name, exports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    name: string;
    exports: Record<string, string>;
  };
  return Object.entries(exports)
    .filter(([subpath, target]) => target.endsWith(".js") && !subpath.endsWith("/*"))
    .map(([subpath, target]) => ({
      specifier: path.posix.join(name, subpath),
      module: target.replace("./dist/", "").replace(/\.js$/, ""),
    }));
}
