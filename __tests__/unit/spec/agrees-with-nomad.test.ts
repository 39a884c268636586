import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodeJob, type WireJob } from "../../../constructs/spec";
import { corednsDocker } from "./fixtures/coredns-docker";
import { corednsPodman } from "./fixtures/coredns-podman";
import { everything } from "./fixtures/everything";
import { itTools } from "./fixtures/it-tools";

const jobs = {
  "coredns-docker": corednsDocker,
  "coredns-podman": corednsPodman,
  everything,
  "it-tools": itTools,
};
const codegen = path.join(__dirname, "../../../codegen");

let folder: string;
let agree: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-agree-"));
  agree = path.join(folder, "agree");
  execFileSync("go", ["build", "-o", agree, "./agree"], { cwd: codegen, env: { ...process.env, CGO_ENABLED: "0" } });
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** What Nomad's own parser says to the job next to its HCL. */
function compare(name: keyof typeof jobs, wire: WireJob): string {
  const own = mkdtempSync(path.join(folder, "job-"));
  copyFileSync(path.join(__dirname, "fixtures", `${name}.hcl`), path.join(own, `${name}.hcl`));
  writeFileSync(path.join(own, `${name}.json`), JSON.stringify(wire));
  return spawnSync(agree, [own], { encoding: "utf8" }).stdout.trim();
}

test.each(Object.keys(jobs) as (keyof typeof jobs)[])("%s is the same job in TypeScript and in HCL", (name) => {
  expect(compare(name, encodeJob(jobs[name]))).toBe(`${name}: equal`);
});

test("fails when one leaf differs from the HCL, naming it", () => {
  const [group, ...others] = itTools.groups;
  const changed = encodeJob({ ...itTools, groups: [{ ...group, name: "ittools", count: 2 }, ...others] });
  expect(compare("it-tools", changed)).toBe("it-tools: job.TaskGroups[0].Count: 1 in HCL, 2 in JSON");
});

test("fails when the JSON has a field that Nomad's API does not know", () => {
  expect(compare("it-tools", { ...encodeJob(itTools), Grops: [] } as WireJob)).toBe(
    'it-tools: json: unknown field "Grops"',
  );
});
