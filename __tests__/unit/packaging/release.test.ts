import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, Testing } from "cdktf";
import { strFromU8, unzipSync } from "fflate";
import { ClusterStack } from "../../../constructs";
import { changelogSection } from "../../../packaging/release/changelog-section";
import { previousTag, requireCleanTag } from "../../../packaging/release/clean-tag";
import { providerZip } from "../../../packaging/release/provider-zip";
import { differences } from "../../../packaging/release/twice";
import { VERSION_FILE, writeVersion } from "../../../packaging/release/write-version";
import released from "../../../provider/internal/version/version.json";

jest.setTimeout(300_000);

const root = path.join(__dirname, "..", "..", "..");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-release-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the providers and the stacks that require them have the version of the package", () => {
  expect(released.version).toBe(version);
  const stack = new ClusterStack(new App(), "apps", { nomad: { address: "http://127.0.0.1:4646" } });
  expect(JSON.parse(Testing.synth(stack)).terraform.required_providers.nomad.version).toBe(version);
});

test("`npm version` gives the providers the version of the package, and the entries of the changelog a section", () => {
  mkdirSync(at(path.dirname(VERSION_FILE)), { recursive: true });
  writeFileSync(at("package.json"), '{ "version": "1.2.4" }');
  writeFileSync(at("CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.2.3] - 2026-11-01\n\n- old\n");
  expect(writeVersion(folder, "2026-11-30")).toEqual(["CHANGELOG.md", VERSION_FILE]);
  expect(JSON.parse(readFileSync(at(VERSION_FILE), "utf8"))).toEqual({ version: "1.2.4" });
  const changelog = readFileSync(at("CHANGELOG.md"), "utf8");
  expect(changelogSection(changelog, "1.2.4")).toBe("- new");
  expect(changelog).toContain("## [Unreleased]\n\n## [1.2.4] - 2026-11-30\n\n- new\n\n## [1.2.3]");
  expect(() => writeVersion(folder, "2026-12-01")).toThrow('there are no entries below "## [Unreleased]"');
});

test("the clone itself is not packed or published", () => {
  const { status, stderr } = spawnSync("npm", ["publish", "--dry-run", "--offline"], { cwd: root, encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(stderr).toContain("error: the clone itself is not published");
});

test("a release is refused from a clone with changes, and from a commit without the tag of the version", () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder });
  git("init", "-q");
  writeFileSync(at("a"), "1");
  expect(() => requireCleanTag(folder, "1.2.3")).toThrow("the clone has changes, a release has none");
  git("add", ".");
  git("commit", "-qm", "a");
  git("tag", "v1.2.2");
  expect(() => requireCleanTag(folder, "1.2.3")).toThrow("does not have the tag v1.2.3");
  expect(previousTag(folder)).toBeUndefined();
  git("commit", "-qm", "b", "--allow-empty");
  git("tag", "v1.2.3");
  requireCleanTag(folder, "1.2.3");
  expect(previousTag(folder)).toBe("v1.2.2");
});

test("the notes of a release are the section of its version", () => {
  const changelog =
    "# Changelog\n\n## [Unreleased]\n\n- new\n\n## [1.2.3] - 2026-11-30\n\n### Added\n\n- a\n\n## [1.2.2] - 2026-11-01\n\n- b\n";
  expect(changelogSection(changelog, "1.2.3")).toBe("### Added\n\n- a");
  expect(changelogSection(changelog, "1.2.2")).toBe("- b");
  expect(() => changelogSection(changelog, "1.2")).toThrow('there is no section "## [1.2]" with entries');
  expect(() => changelogSection("\n## [1.0.0] - 2026-11-30\n\n## [0.9.0]\n\n- a\n", "1.0.0")).toThrow("with entries");
});

test("two builds of a release differ in the files whose checksums differ, and in those that only one has", () => {
  const one = "1  npm/a.tgz\n2  npm/b.tgz\n3  sbom/c.json\n";
  expect(differences(one, one)).toEqual([]);
  expect(differences(one, "1  npm/a.tgz\n4  npm/b.tgz\n5  npm/d.tgz\n")).toEqual([
    "npm/b.tgz",
    "npm/d.tgz",
    "sbom/c.json",
  ]);
});

test("a zip file of a provider has an executable program, and the same bytes at another time", () => {
  writeFileSync(at("program"), "program");
  writeFileSync(at("text"), "text");
  const zip = () => providerZip(at("program"), "terraform-provider-nomad_v1.2.3", { LICENSE: at("text") });
  const first = zip();
  const now = jest.spyOn(Date, "now").mockReturnValue(0);
  expect(Buffer.from(zip()).equals(first)).toBe(true);
  now.mockRestore();
  expect(strFromU8(unzipSync(first).LICENSE as Uint8Array)).toBe("text");
  writeFileSync(at("a.zip"), first);
  const listed = execFileSync("unzip", ["-Z", at("a.zip")], { encoding: "utf8" });
  expect(listed).toMatch(/^-rwxr-xr-x .* unx .* terraform-provider-nomad_v1\.2\.3$/m);
  expect(listed).toMatch(/^-rw-r--r-- .* LICENSE$/m);
});
