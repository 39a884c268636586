import { existsSync } from "node:fs";
import type { WireJob } from "../../../.gen/nomad";
import { examine } from "../../../cli/import/examine";
import type { JobAnswer } from "../../../cli/import/jobspec";
import type { ReadJob } from "../../../cli/import/read-target";
import { formatted } from "./biome";
import { compile } from "./compile";
import { corpusFolder, nomadFolder, readFolder } from "./job-files";
import { type Conformance, conformance } from "./round-trip";

jest.setTimeout(600_000);

const count = (files: object) => Object.keys(files).length;

/** Says on the terminal what came of the files: the figures of docs/how-to/import.md. */
function print(title: string, result: Conformance): void {
  const { parsed, equal, respelled, different, refused, stopped, unparsable } = result;
  const each = (kind: string, files: object) =>
    Object.entries(files).map(([file, why]) => `  ${kind}: ${file}: ${why}`);
  const figures = [
    `${parsed} files are jobs to Nomad's parser`,
    `${equal} come out equal`,
    `${count(respelled)} equal but for a spelling`,
    `${count(different)} different`,
    `${count(refused)} refused as by Nomad's servers`,
    `${count(stopped)} stopped by a rule`,
    `${unparsable} Nomad cannot parse`,
  ];
  const lines = [`${title}: ${figures.join(", ")}`, ...each("respelled", respelled), ...each("refused", refused)];
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** The fields that differ in their spelling, over all files. */
function fieldsOf(places: Conformance["respelled"]): string[] {
  const fields = Object.values(places)
    .flat()
    .map((place) => /(\w+): /.exec(place)?.[1] ?? place);
  return [...new Set(fields)].sort();
}

function importable(answers: readonly JobAnswer[]): ReadJob[] {
  return answers.flatMap(({ path, job, source }) => {
    try {
      const origin = path.split("/").at(-1) ?? path;
      const examined = examine(job as WireJob, origin);
      return [{ origin, id: job?.ID ?? "", namespace: job?.Namespace ?? "default", source, ...examined }];
    } catch {
      return []; // the other test prints these with their reasons
    }
  });
}

describe("every job file in Nomad's own source", () => {
  let folder: string;
  let answers: readonly JobAnswer[];

  beforeAll(async () => {
    folder = nomadFolder();
    answers = await readFolder(folder);
  });

  // Each exception is explained in docs/how-to/import.md.
  it("is the same job after TypeScript as Nomad reads from the file", async () => {
    const result = await conformance(folder, answers);
    print("nomad", result);
    const { parsed, equal, respelled, different, refused, stopped } = result;
    expect(different).toEqual({});
    expect(stopped).toEqual({});
    expect(fieldsOf(respelled)).toEqual([
      "Disconnect",
      "DiskMB",
      "MaxClientDisconnect",
      "Spec",
      "Specs",
      "mount",
      "mounts",
    ]);
    expect(refused).toEqual({
      "command/testdata/example-short-bad.json":
        'id: "bad example" has a space, which is not allowed in a job id; use "-" instead',
      "e2e/scaling/input/namespace_default_2.nomad.hcl":
        "groups.horizontally_scalable.count: 4 is more than max of scaling, which is 3; lower it, or raise max",
      "e2e/scaling/input/namespace_default_3.nomad.hcl":
        "groups.horizontally_scalable.count: 4 is less than min of scaling, which is 5; raise it, or lower min",
      "jobspec2/test-fixtures/restart-render-templates.hcl":
        "groups.group.tasks.foo.driver: got nothing; Nomad needs a value here\ngroups.group.tasks.bar.driver: got nothing; Nomad needs a value here",
      "jobspec2/test-fixtures/template-err-missing-key.hcl":
        "groups.group.tasks.task.driver: got nothing; Nomad needs a value here\ngroups.group.tasks.task.templates[0].destination: got nothing; Nomad needs a value here",
      "jobspec2/test-fixtures/template-wait-config.hcl":
        "groups.group.tasks.task.driver: got nothing; Nomad needs a value here\ngroups.group.tasks.task.templates[0].destination: got nothing; Nomad needs a value here",
    });
    expect(parsed).toBeGreaterThan(240);
    expect(equal + count(respelled)).toBeGreaterThanOrEqual(0.99 * parsed);
  });

  it("compiles under strict, and needs no formatting", () => {
    const jobs = importable(answers);
    const { modules, errors, texts } = compile(jobs);
    expect(modules).toBe(texts.length);
    expect(errors).toEqual([]);
    expect(texts).toEqual(formatted(texts));
  });
});

const withCorpus = existsSync(corpusFolder) ? describe : describe.skip;
withCorpus("every job file of the corpus (skipped without the folder that CDKNOMAD_CORPUS names)", () => {
  let answers: readonly JobAnswer[];

  beforeAll(async () => {
    answers = await readFolder(corpusFolder);
  });

  it("is the same job after TypeScript as Nomad reads from the file", async () => {
    const result = await conformance(corpusFolder, answers);
    print("corpus", result);
    const { parsed, different, refused, stopped } = result;
    expect(different).toEqual({});
    expect(stopped).toEqual({});
    // Its scaling blocks have no `max`, without which Nomad's servers take none.
    const known = "hashicorp+nomad-autoscaler-demos/vagrant/dynamic-app-sizing/jobs/example.nomad";
    expect(Object.keys(refused).filter((file) => file !== known)).toEqual([]);
    expect(parsed).toBeGreaterThan(180);
  });

  it("compiles under strict, and needs no formatting", () => {
    const { modules, errors, texts } = compile(importable(answers));
    expect(modules).toBe(texts.length);
    expect(errors).toEqual([]);
    expect(texts).toEqual(formatted(texts));
  });
});
