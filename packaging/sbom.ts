import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npmSbomCommand } from "./npm-sbom";

/**
 * `npm run sbom [FOLDER]`: writes CycloneDX lists of the components of everything that users get or build, one file for the
 * npm package and one per Go program.
 */
const root = path.join(__dirname, "..");
const folder = path.resolve(process.argv[2] ?? path.join(root, "dist", "sbom"));
const goTool = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0";

/** The Go programs: their module and their main package. */
const programs = [
  { module: "provider", main: "cmd/terraform-provider-nomad" },
  { module: "provider", main: "cmd/terraform-provider-consul" },
  { module: "tools/modules/jobspec", main: "." },
  { module: "lab/supervisor", main: "." },
];

mkdirSync(folder, { recursive: true });
execFileSync(process.execPath, npmSbomCommand(path.join(folder, "cdknomad.cdx.json")), { cwd: root, stdio: "inherit" });
for (const { module, main } of programs) {
  const name = main === "." ? path.basename(module) : path.basename(main);
  const output = path.join(folder, `${name}.cdx.json`);
  const options = ["-json", "-noserial", "-licenses", "-output-version", "1.5", "-main", main, "-output", output];
  execFileSync("go", ["run", goTool, "app", ...options, path.join(root, module)], {
    cwd: root,
    env: { ...process.env, CGO_ENABLED: "0", GOOS: "linux", GOARCH: "amd64" },
    stdio: "inherit",
  });
  writeFileSync(output, withoutTime(readFileSync(output, "utf8")));
}

/** The time of the build, for which the program has no option, would make each build of a release another one. */
function withoutTime(text: string): string {
  const { metadata, ...list } = JSON.parse(text);
  const { timestamp: _, ...kept } = metadata;
  return `${JSON.stringify({ ...list, metadata: kept }, undefined, 2)}\n`;
}
