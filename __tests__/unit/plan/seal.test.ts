import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sealNow, sealOf } from "../../../cli/plan/seal";
import { Stack } from "../../../cli/stack/stack";
import { zipEntry } from "../../../cli/terraform/zip-entry";

/** Written by Python's zipfile: `tfplan` stored, `tfstate` deflated. */
const zip = Buffer.from(
  "UEsDBBQAAAAAAAAAIQB9W1rdBAAAAAQAAAAGAAAAdGZwbGFucGxhblBLAwQUAAAACAAAACEAkcwbHCsAAACLAAAABwAAAHRmc3RhdGWrVipOLcpMzFGy" +
    "MtdRysnMS01MT1WyUsrPS1XSUUpMT8zMA/LANI0JpVoAUEsBAhQDFAAAAAAAAAAhAH1bWt0EAAAABAAAAAYAAAAAAAAAAAAAAIABAAAAAHRmcGxhblBL" +
    "AQIUAxQAAAAIAAAAIQCRzBscKwAAAIsAAAAHAAAAAAAAAAAAAACAASgAAAB0ZnN0YXRlUEsFBgAAAAACAAIAaQAAAHgAAAAAAA==",
  "base64",
);

test("a file is read out of a ZIP file, stored or deflated", () => {
  expect(zipEntry(zip, "tfplan")?.toString()).toBe("plan");
  expect(JSON.parse(String(zipEntry(zip, "tfstate")))).toMatchObject({ serial: 7, lineage: "one" });
});

test.each([
  ["that is not in it", zip, "tfstat"],
  ["of what is no ZIP file", Buffer.from("a plan of another kind, which is encrypted"), "tfstate"],
  ["of a ZIP file that was cut off", zip.subarray(0, zip.length - 8), "tfstate"],
  ["of nothing", Buffer.alloc(0), "tfstate"],
])("nothing is read of a file %s", (_, file, name) => {
  expect(zipEntry(file, name)).toBeUndefined();
});

describe("the state that a plan is of", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-seal-"));
  const stack = new Stack("one", folder);
  const plan = path.join(folder, "one.tfplan");
  const state = path.join(folder, "here.tfstate");
  const noTerraform = path.join(folder, "no-such-program");
  const is = (serial: number, lineage: string) => writeFileSync(state, JSON.stringify({ serial, lineage }));

  beforeAll(() => {
    writeFileSync(plan, zip);
    writeFileSync(path.join(folder, "cdk.tf.json"), '{"terraform":{"backend":{"local":{"path":"here.tfstate"}}}}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is read from the plan itself, even if the state changed since", async () => {
    is(8, "one");
    expect((await sealOf(stack, plan, noTerraform)).state).toBe("one/7");
    expect((await sealNow(stack, plan, noTerraform)).state).toBe("one/8");
  });

  test("is the same for both as long as nobody applies", async () => {
    is(7, "one");
    expect(await sealOf(stack, plan, noTerraform)).toEqual(await sealNow(stack, plan, noTerraform));
  });

  test("is asked for where the plan is not readable", async () => {
    is(7, "one");
    writeFileSync(`${plan}.other`, "encrypted");
    expect((await sealOf(stack, `${plan}.other`, noTerraform)).state).toBe("one/7");
  });

  test("is none before the first apply, whether or not there is a file with nothing in it", async () => {
    rmSync(state);
    expect((await sealNow(stack, plan, noTerraform)).state).toBe("");
    is(0, "not kept");
    expect((await sealNow(stack, plan, noTerraform)).state).toBe("");
  });
});
