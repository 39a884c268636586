import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { licenseOf } from "./license-of";
import { linkedPackages } from "./linked-packages";

/** A package of another project that is part of the product. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier or expression. */
  readonly license: string;
  /** The package URL. */
  readonly purl: string;
}

/** A part of the product that users get or build, with its components. */
export interface Part {
  readonly name: string;
  /** Short description, and when a user gets it. */
  readonly about: string;
  readonly components: readonly Component[];
}

/** The Go programs of the product. Only linked packages count, not all modules of their go.mod. */
const programs: readonly {
  readonly name: string;
  readonly about: string;
  readonly folder: string;
  readonly packages: string;
}[] = [
  {
    name: "the providers",
    about:
      "Terraform starts them; prebuilt in the packages of the platforms, or built on a user's machine at first use",
    folder: "provider",
    packages: "./cmd/...",
  },
  {
    name: "the importer's parser",
    about:
      "`cdknomad import` starts it; prebuilt in the packages of the platforms, or built on a user's machine at first use",
    folder: "tools/modules/jobspec",
    packages: ".",
  },
  {
    name: "the lab's supervisor",
    about: "`cdknomad lab up` starts it; built on a user's machine at first use",
    folder: "lab/supervisor",
    packages: ".",
  },
];

/** Returns all parts, each with its components sorted by package URL. */
export function parts(root: string): readonly Part[] {
  return [
    {
      name: "the npm package's dependencies",
      about: "installed with cdknomad by `npm install`",
      components: npmComponents(root),
    },
    ...programs.map(({ name, about, folder, packages }) => ({
      name,
      about,
      components: goComponents(path.join(root, folder), packages),
    })),
  ];
}

interface LockedPackage {
  /** The name of the package, if it is installed under another name. */
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Returns the packages of the lock file except those for development only. */
function npmComponents(root: string): readonly Component[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const all = Object.entries(packages)
    .filter(([place, { dev, link }]) => place !== "" && dev !== true && link !== true)
    .map(([place, { name: own, version = "", license }]) => {
      const name = own ?? place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
      return { name, version, license: license ?? installed(path.join(root, place)), purl };
    });
  return sorted(all);
}

/** Returns the license of an installed package, for a package without one in the lock file. */
function installed(folder: string): string {
  const file = path.join(folder, "package.json");
  const { license } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { license: undefined };
  return typeof license === "string" ? license : (existsSync(folder) && licenseOf(folder)) || "not said";
}

/** Returns the modules that Go links into a program for Linux. A package can have another license than its module. */
function goComponents(folder: string, packages: string): readonly Component[] {
  const linked = linkedPackages(folder, packages, { os: "linux", cpu: "x64" }).map(
    ({ module, version, moduleDir, dir }) => ({
      name: module,
      version,
      license: nearestLicense(dir, moduleDir),
    }),
  );
  return sorted(
    linked.map(({ name, version }) => {
      const licenses = new Set(linked.filter((one) => one.name === name).map(({ license }) => license));
      return { name, version, license: [...licenses].sort().join(" AND "), purl: `pkg:golang/${name}@${version}` };
    }),
  );
}

/** Returns the license of a package: of its own folder, or of the nearest folder above it within the module. */
function nearestLicense(dir: string, module: string): string {
  return licenseOf(dir) ?? (dir === module ? "not said" : nearestLicense(path.dirname(dir), module));
}

function sorted(components: readonly Component[]): readonly Component[] {
  const byPurl = new Map(components.map((one) => [one.purl, one]));
  return [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
}
