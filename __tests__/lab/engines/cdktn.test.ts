import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../../../tools/cache";
import { cdktnVersion, installCdktn } from "../../runner/cdktn";

jest.setTimeout(600_000);

/** What Terraform reads; the rest of it counts only as a whole here. */
interface Stack {
  readonly "//": { readonly metadata: { version: string } };
}

/** What Terraform reads is all that a CDK has a part in: what is the same there is planned and applied in the same way. */
describe("a program on a machine with cdktn and without cdktf", () => {
  let folder: string;
  let withCdktn: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-cdktn-"));
    withCdktn = await installCdktn(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What Terraform reads of every stack, by its name. Both CDKs write to the same path, because stacks contain paths relative to it. */
  async function synthesized(program: string, before: readonly string[]): Promise<Record<string, Stack>> {
    const outdir = path.join(folder, "out");
    rmSync(outdir, { recursive: true, force: true });
    const { NODE_OPTIONS: _, CDKNOMAD_LAB: __, ...inherited } = process.env;
    await promisify(execFile)(process.execPath, [...before, "--import", "tsx", program], {
      cwd: repositoryRoot,
      env: { ...inherited, NOMAD_ADDR: "http://127.0.0.1:4646", CDKTF_OUTDIR: outdir },
    });
    const stacks = readdirSync(path.join(outdir, "stacks")).sort();
    return Object.fromEntries(
      stacks.map((stack) => [
        stack,
        JSON.parse(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")),
      ]),
    );
  }

  it.each([
    ["of this repository", "main.ts", ["access", "apps", "dns"]],
    ["with every resource", "__tests__/lab/engines/every-resource.ts", ["access", "dns", "jobs", "plain"]],
  ])("the program %s is synthesized as with cdktf, but for the version in the metadata", async (_, program, stacks) => {
    const cdktf = await synthesized(program, []);
    const withoutCdktf = path.join(__dirname, "without-cdktf.cjs");
    const cdktn = await synthesized(program, ["--require", withCdktn, "--require", withoutCdktf]);
    expect(Object.keys(cdktf)).toEqual(stacks);
    const allMetadata = Object.values(cdktn).map((stack) => stack["//"].metadata);
    expect(allMetadata.map((metadata) => metadata.version)).toEqual(stacks.map(() => cdktnVersion));
    for (const metadata of allMetadata) {
      metadata.version = "0.21.0";
    }
    expect(cdktn).toEqual(cdktf);
  });
});
