/**
 * `npm run release:publish`: publishes the npm packages of `npm run release`, first those of the platforms: npm installs a `cdknomad`
 * without prebuilt programs if they are missing. It can be repeated after a failure: a package that is published already, with the same
 * content, is left out.
 *
 * This file imports nothing but Node, because the workflow runs it in a job that may publish, where no packages are installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

/** A tarball of the release, with what its `package.json` says. */
interface Tarball {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Returns the tarballs in a folder in the order in which they are published. */
function tarballs(folder: string): Tarball[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  const read = files.sort().map((name): Tarball => {
    const file = path.join(folder, name);
    return { ...JSON.parse(output("tar", ["-xzOf", file, "package/package.json"])), file };
  });
  const isMain = ({ name }: Tarball) => name === "cdknomad";
  return [...read.filter((one) => !isMain(one)), ...read.filter(isMain)];
}

/** Returns the packages on which a tarball depends and that are not beside it. */
function missing(all: readonly Tarball[]): string[] {
  const present = all.map(({ name, version }) => `${name}@${version}`);
  const wanted = all.flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies));
  return wanted.map(([name, version]) => `${name}@${version}`).filter((one) => !present.includes(one));
}

/** Returns the integrity of a published package; `undefined` if the version is not published. */
function publishedIntegrity({ name, version }: Tarball): string | undefined {
  const { status, stdout, stderr } = spawnSync("npm", ["view", `${name}@${version}`, "dist.integrity", "--json"], {
    encoding: "utf8",
  });
  const answer = stdout.trim() === "" ? undefined : JSON.parse(stdout);
  if (status !== 0 && answer?.error?.code !== "E404") {
    // no code: only the maintainers of this repository see it
    throw new Error(`npm view ${name}@${version}: ${answer?.error?.summary ?? stderr}`);
  }
  return status === 0 ? answer : undefined;
}

function publish(tarball: Tarball, options: readonly string[]): void {
  const { file, name, version } = tarball;
  const published = publishedIntegrity(tarball);
  const integrity = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (published === integrity) {
    console.log(`${name}@${version}: is published already`);
    return;
  }
  if (published !== undefined) {
    // no code: only the maintainers of this repository see it
    throw new Error(`${name}@${version}: is published with other content; release another version`);
  }
  // npm installs the newest version with the tag latest, which an early version must not be.
  const tag = version.includes("-") ? "next" : "latest";
  const words = ["publish", file, "--access", "public", "--tag", tag, "--ignore-scripts", ...options];
  if (spawnSync("npm", words, { stdio: ["ignore", "inherit", "inherit"] }).status !== 0) {
    // no code: only the maintainers of this repository see it
    throw new Error(`${name}@${version}: npm publish failed; correct the error above and run the command again`);
  }
}

function output(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 2 ** 26 });
  if (status !== 0) {
    // no code: only the maintainers of this repository see it
    throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  }
  return stdout;
}

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "release/files/npm" },
    "dry-run": { type: "boolean", default: false },
    provenance: { type: "boolean", default: false },
  },
});
const all = tarballs(path.resolve(values.from));
const absent = missing(all);
if (absent.length > 0 || !all.some(({ name }) => name === "cdknomad")) {
  console.error(`error: ${values.from}: ${absent.join(", ") || "cdknomad"} is missing; run npm run release`);
  process.exitCode = 1;
} else {
  const options = ["dry-run", "provenance"] as const;
  for (const tarball of all) {
    publish(
      tarball,
      options.filter((option) => values[option]).map((option) => `--${option}`),
    );
  }
}
