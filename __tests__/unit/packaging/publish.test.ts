import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const program = path.join(__dirname, "..", "..", "..", "packaging", "release", "publish.mts");
const tsx = pathToFileURL(require.resolve("tsx")).href;

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);

/** An npm that writes down what is published, and answers with the content of the file of a package in `registry/`. */
const NPM = `#!/bin/sh
name=$(echo "$2" | tr / _)
case "$1" in
  view) [ -e "registry/$name" ] && cat "registry/$name" && exit; echo '{"error":{"code":"'"\${CODE-E404}"'","summary":"no answer"}}'; exit 1 ;;
  publish) shift; echo "$*" | sed "s#$PWD/##" >> published ;;
esac
`;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-publish-"));
  for (const name of ["bin", "npm", "registry", "package"]) {
    mkdirSync(at(name));
  }
  writeFileSync(at("bin", "npm"), NPM);
  chmodSync(at("bin", "npm"), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

function pack(file: string, content: object): void {
  writeFileSync(at("package", "package.json"), JSON.stringify(content));
  execFileSync("tar", ["-czf", at("npm", file), "-C", folder, "package/package.json"]);
}

function release(version: string): void {
  const optionalDependencies = { "@cdknomad/linux-x64": version, "@cdknomad/win32-arm64": version };
  pack(`cdknomad-${version}.tgz`, { name: "cdknomad", version, optionalDependencies });
  pack(`cdknomad-linux-x64-${version}.tgz`, { name: "@cdknomad/linux-x64", version });
  pack(`cdknomad-win32-arm64-${version}.tgz`, { name: "@cdknomad/win32-arm64", version });
}

function publish(options: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tsx, program, "--from", at("npm"), ...options],
    {
      cwd: folder,
      env: {
        PATH: `${at("bin")}:${process.env.PATH}`,
        ...variables,
      },
      encoding: "utf8",
    },
  );
  const published = existsSync(at("published")) ? readFileSync(at("published"), "utf8").trim().split("\n") : [];
  return { status, output: `${stdout}${stderr}`, published };
}

const integrityOf = (file: string) =>
  JSON.stringify(
    `sha512-${createHash("sha512")
      .update(readFileSync(at("npm", file)))
      .digest("base64")}`,
  );

it("publishes the packages of the platforms before the package that needs them", () => {
  release("1.2.3");
  const { status, published } = publish(["--provenance"]);
  const options = "--access public --tag latest --ignore-scripts --provenance";
  expect({ status, published }).toEqual({
    status: 0,
    published: [
      `npm/cdknomad-linux-x64-1.2.3.tgz ${options}`,
      `npm/cdknomad-win32-arm64-1.2.3.tgz ${options}`,
      `npm/cdknomad-1.2.3.tgz ${options}`,
    ],
  });
});

it("does not make an early version the one that npm installs, and passes on that it is a trial", () => {
  release("1.3.0-rc.1");
  expect(publish(["--dry-run"]).published[2]).toBe(
    "npm/cdknomad-1.3.0-rc.1.tgz --access public --tag next --ignore-scripts --dry-run",
  );
});

it("continues where an earlier run failed, and refuses a version that is published with other content", () => {
  release("1.2.3");
  writeFileSync(at("registry", "@cdknomad_linux-x64@1.2.3"), integrityOf("cdknomad-linux-x64-1.2.3.tgz"));
  writeFileSync(at("registry", "cdknomad@1.2.3"), '"sha512-other"');
  const { status, output, published } = publish();
  expect(published.map((line) => line.split(" ")[0])).toEqual(["npm/cdknomad-win32-arm64-1.2.3.tgz"]);
  expect(output).toContain("@cdknomad/linux-x64@1.2.3: is published already");
  expect(output).toContain("cdknomad@1.2.3: is published with other content; release another version");
  expect(status).toBe(1);
});

it("publishes nothing if a platform is missing, or if the registry does not answer", () => {
  release("1.2.3");
  const unanswered = publish([], { CODE: "E500" });
  expect(unanswered).toMatchObject({ status: 1, published: [] });
  expect(unanswered.output).toContain("npm view @cdknomad/linux-x64@1.2.3: no answer");
  rmSync(at("npm", "cdknomad-win32-arm64-1.2.3.tgz"));
  const { status, output, published } = publish();
  expect({ status, published }).toEqual({ status: 1, published: [] });
  expect(output).toContain("@cdknomad/win32-arm64@1.2.3 is missing; run npm run release");
});
