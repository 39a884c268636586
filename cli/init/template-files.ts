import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { packageRoot, repositoryRoot } from "../../tools/cache";
import type { TextFile } from "../import/write-files";
import type { Cdk } from "./cdks";

const template = path.join(__dirname, "template");

/** The files of a new project, with its name and its CDK filled in. */
export function templateFiles(folder: string, name: string, cdk: Cdk): TextFile[] {
  const words = { name, "cdk.name": cdk.name, "cdk.title": cdk.title, "cdk.page": cdk.page };
  const own = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return [
    ...own.map((file) => ({
      path: path.join(folder, targetName(path.relative(template, file))),
      text: filledIn(readFileSync(file, "utf8"), words),
    })),
    ...workflows(folder),
  ];
}

function filledIn(text: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce((filled, [word, value]) => filled.replaceAll(`{{${word}}}`, value), text);
}

/** npm leaves a `.gitignore` out of packages. */
function targetName(file: string): string {
  return file === "gitignore" ? ".gitignore" : file;
}

/**
 * Our own workflows, without what is about the sources of cdknomad, which another project has as a package, and for the
 * environment `prod`, which says itself where its states are.
 */
function workflows(folder: string): TextFile[] {
  const from = path.join(repositoryRoot, ".github", "workflows");
  const ours = readdirSync(from).filter((file) => file.startsWith("cdknomad-"));
  return ours.map((file) => ({
    path: path.join(folder, ".github", "workflows", file),
    text: readFileSync(path.join(from, file), "utf8")
      .replaceAll("go-version-file: provider/go.mod", `go-version: "${goVersion()}"`)
      .replaceAll("hashFiles('provider/go.sum', 'tools/versions.ts')", "hashFiles('package-lock.json')")
      .replaceAll(
        "CDKNOMAD_STATE: ${{ vars.CDKNOMAD_STATE || 'cdknomad' }}",
        "CDKNOMAD_ENV: ${{ matrix.environment || 'prod' }}",
      )
      .replaceAll(
        "docs/how-to/pull-requests.md describes the setup.",
        "cdknomad's docs/how-to/pull-requests.md describes the setup.",
      ),
  }));
}

function goVersion(): string {
  const [, version] = /^go (\S+)$/m.exec(readFileSync(path.join(repositoryRoot, "provider", "go.mod"), "utf8")) ?? [];
  return version ?? "stable";
}

/** The versions with which this version of cdknomad was tested. */
export function testedVersions(): Readonly<Record<string, string>> {
  const { version, devDependencies } = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8"));
  return { ...devDependencies, cdknomad: version };
}
