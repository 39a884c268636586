import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../../../tools/cache";

jest.setTimeout(600_000);

/** What is installed in cdktf's place; constructs is of the range that this cdktn asks for. */
const versions = { cdktn: "0.24.0", constructs: "10.7.2" };

/** What Terraform reads; the rest of it counts only as a whole here. */
interface Stack {
  readonly "//": { readonly metadata: { version: string } };
}

/** What Terraform reads is all that cdktf has a part in: what is the same there is planned and applied in the same way. */
describe("the program of this repository with cdktn in cdktf's place", () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-cdktn-"));
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
    await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(command: string, words: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}) {
    const { NODE_OPTIONS: _, CDKNOMAD_LAB: __, ...inherited } = process.env;
    return promisify(execFile)(command, words, { cwd, env: { ...inherited, ...more } });
  }

  /** What Terraform reads of every stack, by its name. */
  async function synthesized(kind: string, before: readonly string[]): Promise<Record<string, Stack>> {
    const outdir = path.join(folder, kind);
    await run(process.execPath, [...before, "--import", "tsx", "main.ts"], repositoryRoot, {
      NOMAD_ADDR: "http://127.0.0.1:4646",
      CDKTF_OUTDIR: outdir,
      CDKTN: folder,
    });
    const stacks = readdirSync(path.join(outdir, "stacks")).sort();
    return Object.fromEntries(
      stacks.map((stack) => [
        stack,
        JSON.parse(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")),
      ]),
    );
  }

  it("synthesizes the same, but for the version that it is made with", async () => {
    const [cdktf, cdktn] = [
      await synthesized("cdktf", []),
      await synthesized("cdktn", ["--require", path.join(__dirname, "cdktn-for-cdktf.cjs")]),
    ];
    expect(Object.keys(cdktf)).toEqual(["access", "apps", "dns"]);
    const allMetadata = Object.values(cdktn).map((stack) => stack["//"].metadata);
    expect(allMetadata.map(({ version }) => version)).toEqual(Array(3).fill(versions.cdktn));
    for (const metadata of allMetadata) {
      metadata.version = "0.21.0";
    }
    expect(cdktn).toEqual(cdktf);
  });
});
