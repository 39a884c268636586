import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { repositoryRoot } from "../tools/cache";
import { ensureHostPrograms, type Layers } from "../tools/debian-packages";
import type { HostProgram } from "../tools/host-programs";
import type { Progress } from "../tools/progress";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";
import { copyInto, ensureImageRoot, imageRoot } from "./image-root";

/** The version of Debian's PostgreSQL in the stand-in, which is in the name of the image. */
export const postgresVersion = "15.18";

/** The folder of the server's programs in Debian. */
const SERVER = "lib/postgresql/15";

/** The programs of Debian in the stand-in, with their packages. */
const PROGRAMS: readonly HostProgram[] = [
  { name: "postgres", debianPackage: "postgresql-15", paths: [`/usr/${SERVER}/bin/postgres`] },
  { name: "perl", debianPackage: "perl-base" },
  { name: "bash", debianPackage: "bash" },
  { name: "setpriv", debianPackage: "util-linux" },
];

/** The programs of the server that are in the stand-in. */
const COMMANDS = [
  "initdb",
  "pg_basebackup",
  "pg_controldata",
  "pg_ctl",
  "pg_dump",
  "pg_isready",
  "pg_restore",
  "pg_rewind",
  "postgres",
  "psql",
];

/** Symbolic links in the stand-in, so that the programs of the server are in `PATH`. */
export const postgresLinks: Readonly<Record<string, string>> = Object.fromEntries(
  COMMANDS.map((name) => [`/usr/bin/${name}`, `../${SERVER}/bin/${name}`]),
);

/** The files of the stand-in that belong to cdknomad. */
const ours = path.join(repositoryRoot, "lab", "images", "postgres");

/** The files of cdknomad that decide what the stand-in contains. */
export const postgresSources: readonly string[] = [__filename, path.join(ours, "docker-entrypoint.sh")];

/** Returns the folder with the files of the stand-in for the image `postgres`, or where it will be. */
export const postgresRoot = () => imageRoot("postgres", postgresSources);

/**
 * Puts the files of the stand-in for the image `postgres` together: Debian's server, clients, shell, and Perl with their libraries. The
 * packages that this host lacks are unpacked, not installed.
 *
 * @returns the folder, which is the root of the image
 * @throws CodedError if this host has no apt and no PostgreSQL
 */
export async function ensurePostgresRoot(progress: Progress): Promise<string> {
  const root = postgresRoot();
  if (existsSync(root)) {
    return root;
  }
  const layers = await ensureHostPrograms(progress, PROGRAMS);
  return ensureImageRoot("postgres", root, async (folder) => {
    copyInto(folder, await files(layers));
    mkdirSync(path.join(folder, "tmp"));
    chmodSync(path.join(folder, "tmp"), 0o1777);
  });
}

async function files(layers: Layers): Promise<ImageFile[]> {
  const find = (file: string) => inUsr("postgres", layers, file);
  const modules = readdirSync(find(`${SERVER}/lib`)).filter((name) => /^(?!llvmjit).*\.so$/.test(name));
  const programs = [...COMMANDS.map((name) => `${SERVER}/bin/${name}`), "bin/bash", "bin/perl", "bin/setpriv"];
  const needed = [...programs, ...["dict_snowball", "pgcrypto", "plpgsql"].map((name) => `${SERVER}/lib/${name}.so`)];
  const libraries = await Promise.all(needed.map((file) => librariesOf("postgres", find(file), layers)));
  const data = [
    perlFolder(layers),
    "share/postgresql/15/extension",
    "share/postgresql/15/timezonesets",
    "share/postgresql/15/tsearch_data",
    "lib/locale/C.utf8",
    "share/zoneinfo/Etc/UTC",
  ];
  const texts = readdirSync(find("share/postgresql/15")).filter((name) => /\.(bki|sample|sql|txt)$/.test(name));
  return [
    ...libraries.flat(),
    ...[
      ...programs,
      ...modules.map((name) => `${SERVER}/lib/${name}`),
      ...texts.map((name) => `share/postgresql/15/${name}`),
      ...data,
    ].map((file) => ({ from: find(file), to: `/usr/${file}` })),
    { from: find("bin/bash"), to: "/bin/bash" },
    { from: path.join(ours, "etc"), to: "/etc" },
    { from: path.join(ours, "docker-entrypoint.sh"), to: "/usr/local/bin/docker-entrypoint.sh" },
  ];
}

/** The folder of Perl's own modules has the name of the processor in its path. */
function perlFolder(layers: Layers): string {
  const folder = ["x86_64-linux-gnu", "aarch64-linux-gnu"]
    .map((architecture) => `lib/${architecture}/perl-base`)
    .find((file) => [...layers.usr, "/usr"].some((usr) => existsSync(path.join(usr, file))));
  if (folder === undefined) {
    throw new CodedError("image-not-built", "the image of postgres needs the modules of Debian's perl-base");
  }
  return folder;
}
