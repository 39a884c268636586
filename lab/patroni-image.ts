import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { ensureHostPrograms, type Layers } from "../tools/debian-packages";
import type { HostProgram } from "../tools/host-programs";
import type { Progress } from "../tools/progress";
import { run } from "../tools/run";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";
import { copyInto, ensureImageRoot, imageRoot } from "./image-root";
import { ensurePostgresRoot, postgresSources, postgresVersion } from "./postgres-image";

/** Image of PostgreSQL with Patroni, made of Debian's packages. There is no official one. */
export const patroniImage = `cdknomad/postgres-patroni:${postgresVersion}`;

const PYTHON = "python3.11";
const MODULES = "lib/python3/dist-packages";

/** The programs and modules of Debian in the image, with their packages. */
const PROGRAMS: readonly HostProgram[] = [
  { name: "Python", debianPackage: "python3", paths: [`/usr/bin/${PYTHON}`] },
  { name: "Patroni", debianPackage: "patroni", paths: ["/usr/bin/patroni"] },
  { name: "Python's client of Consul", debianPackage: "python3-consul", paths: [`/usr/${MODULES}/consul`] },
];

/** The modules that Patroni imports, and how Debian's packages name their folders. */
const NEEDED =
  /^(_yaml|certifi|cdiff|chardet|charset_normalizer|click|colorama|consul|dateutil|idna|patroni|pkg_resources|prettytable|psutil|psycopg2|python_consul|python_dateutil|requests|six|urllib3|wcwidth|yaml)\b/;

/** What no program of the image imports. */
const UNUSED = /\/(__pycache__|test|tests|lib2to3|idlelib|ensurepip|pydoc_data|tkinter|turtledemo|venv|config-3[^/]*)$/;

/** Modules in C that need libraries beyond that of C. */
const LINKED = ["_bz2", "_ctypes", "_hashlib", "_lzma", "_ssl"];

/** Symbolic links in the image. */
export const patroniLinks: Readonly<Record<string, string>> = { "/usr/bin/python3": PYTHON };

/** Returns the folder with the files of the image, or where it will be. */
export const patroniRoot = () => imageRoot("postgres-patroni", [__filename, ...postgresSources]);

/**
 * Puts the files of the image together: those of PostgreSQL, and Debian's Patroni and Python. The packages that this host lacks are
 * unpacked, not installed.
 *
 * @returns the folder, which is the root of the image
 * @throws CodedError if this host has no apt and no Patroni
 */
export async function ensurePatroniRoot(progress: Progress): Promise<string> {
  const root = patroniRoot();
  if (existsSync(root)) {
    return root;
  }
  const postgres = await ensurePostgresRoot(progress);
  const layers = await ensureHostPrograms(progress, PROGRAMS);
  return ensureImageRoot("postgres-patroni", root, async (folder) => {
    cpSync(postgres, folder, { recursive: true });
    copyInto(folder, await files(layers), (file) => !UNUSED.test(file));
    await compile(folder);
  });
}

async function files(layers: Layers): Promise<ImageFile[]> {
  const find = (file: string) => inUsr("postgres-patroni", layers, file);
  const modules = [...layers.usr, "/usr"]
    .map((usr) => path.join(usr, MODULES))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).filter((name) => NEEDED.test(name)));
  const own = [`bin/${PYTHON}`, "bin/patroni", "bin/patronictl", `lib/${PYTHON}`];
  const dynamic = `lib/${PYTHON}/lib-dynload`;
  const linked = readdirSync(find(dynamic)).filter((name) => LINKED.some((module) => name.startsWith(`${module}.`)));
  const extensions = ["psycopg2", "_yaml", "yaml"].flatMap((module) => sharedObjects(find(`${MODULES}/${module}`)));
  const needed = [find(`bin/${PYTHON}`), ...linked.map((name) => find(`${dynamic}/${name}`)), ...extensions];
  const libraries = await Promise.all(needed.map((file) => librariesOf("postgres-patroni", file, layers)));
  const all = [...own, ...[...new Set(modules)].map((name) => `${MODULES}/${name}`)];
  return [...libraries.flat(), ...all.map((file) => ({ from: find(file), to: `/usr/${file}` }))];
}

const sharedObjects = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".so"))
    .map((name) => path.join(folder, name));

/** Compiles the modules once, because each start of a container would do it again. */
async function compile(root: string): Promise<void> {
  const usr = path.join(root, "usr");
  const { code, stdout, stderr } = await run(
    [
      path.join(usr, "bin", PYTHON),
      "-m",
      "compileall",
      "-q",
      "--invalidation-mode=unchecked-hash",
      `-s${root}`,
      path.join(usr, "lib", PYTHON),
      path.join(usr, MODULES),
    ],
    { env: { ...process.env, PYTHONHOME: usr } },
  );
  if (code !== 0) {
    throw new CodedError("image-not-built", `the image of postgres-patroni: ${stderr.trim() || stdout.trim()}`);
  }
}
