import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { licenseOf } from "./license-of";

/** One package of others that is part of what runs. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier or expression. */
  readonly license: string;
  /** The package URL, by which tools know it. */
  readonly purl: string;
}

/** Something that users get or build, with what is in it. */
export interface Part {
  readonly name: string;
  /** What it is, and when a user has it. */
  readonly what: string;
  readonly components: readonly Component[];
}

/** The Go programs whose licences are looked at; what is linked into them, not what their modules merely name. */
const programs: readonly {
  readonly name: string;
  readonly what: string;
  readonly folder: string;
  readonly packages: string;
}[] = [
  {
    name: "the providers",
    what: "Terraform starts them; built on a user's machine at first use",
    folder: "provider",
    packages: "./cmd/...",
  },
  {
    name: "the importer's parser",
    what: "`cdknomad import` starts it; built on a user's machine at first use",
    folder: "tools/modules/jobspec",
    packages: ".",
  },
  {
    name: "the lab's supervisor",
    what: "`cdknomad lab up` starts it; built on a user's machine at first use",
    folder: "lab/supervisor",
    packages: ".",
  },
];

/** All parts, each with its components in the order of their names. */
export function parts(root: string): readonly Part[] {
  return [
    {
      name: "the npm package's dependencies",
      what: "what `npm install` of cdknomad brings along",
      components: npmComponents(root),
    },
    ...programs.map(({ name, what, folder, packages }) => ({
      name,
      what,
      components: goComponents(path.join(root, folder), packages),
    })),
  ];
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** What the lock file has that is not for development only; of peers, what is installed beside. */
function npmComponents(root: string): readonly Component[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const all = Object.entries(packages)
    .filter(([place, { dev, link }]) => place !== "" && dev !== true && link !== true)
    .map(([place, { version = "", license }]) => {
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
      return { name, version, license: license ?? installed(path.join(root, place)), purl };
    });
  return sorted(all);
}

/** Where the lock file does not say, the package itself may. */
function installed(folder: string): string {
  const file = path.join(folder, "package.json");
  const { license } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { license: undefined };
  return typeof license === "string" ? license : (existsSync(folder) && licenseOf(folder)) || "not said";
}

/** What Go links into a program for Linux. A module may have packages under another licence than its own. */
function goComponents(folder: string, packages: string): readonly Component[] {
  const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}";
  const text = execFileSync("go", ["list", "-deps", "-f", format, packages], {
    cwd: folder,
    env: { ...process.env, CGO_ENABLED: "0", GOOS: "linux", GOARCH: "amd64", GOFLAGS: "-mod=readonly" },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const lines = text.split("\n").filter((line) => line !== "");
  const linked = lines.map((line) => {
    const [name = "", version = "", module = "", dir = ""] = line.split("\t");
    return { name, version, license: nearestLicense(dir, module) };
  });
  return sorted(
    linked.map(({ name, version }) => {
      const licences = new Set(linked.filter((one) => one.name === name).map(({ license }) => license));
      return { name, version, license: [...licences].sort().join(" AND "), purl: `pkg:golang/${name}@${version}` };
    }),
  );
}

/** The licence of a package: that of its own folder, else of the next one above, up to the module's. */
function nearestLicense(dir: string, module: string): string {
  return licenseOf(dir) ?? (dir === module ? "not said" : nearestLicense(path.dirname(dir), module));
}

function sorted(components: readonly Component[]): readonly Component[] {
  const byPurl = new Map(components.map((one) => [one.purl, one]));
  return [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
}
