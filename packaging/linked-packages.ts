import { execFileSync } from "node:child_process";
import { goPlatform, type Platform } from "../tools/platform";

/** A Go package of another project that is linked into a program. */
export interface LinkedPackage {
  /** Import path of its module. */
  readonly module: string;
  readonly version: string;
  /** Folder of the module with its sources. */
  readonly moduleDir: string;
  /** Folder of the package. */
  readonly dir: string;
}

// A module that is replaced by a folder of this repository has no version and is no component of others.
const FORMAT =
  "{{with .Module}}{{if not (or .Main (and .Replace (not .Replace.Version)))}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}";

/**
 * Returns the packages of other projects that Go links into programs for a platform, except Go's own library.
 *
 * @param folder the folder of the module
 * @param packages the main packages
 */
export function linkedPackages(folder: string, packages: string, platform: Platform): LinkedPackage[] {
  const { os: GOOS, arch: GOARCH } = goPlatform(platform);
  const text = execFileSync("go", ["list", "-deps", "-f", FORMAT, packages], {
    cwd: folder,
    env: { ...process.env, CGO_ENABLED: "0", GOOS, GOARCH, GOFLAGS: "-mod=readonly" },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("cdknomad/"))
    .map((line) => {
      const [module = "", version = "", moduleDir = "", dir = ""] = line.split("\t");
      return { module, version, moduleDir, dir };
    });
}
