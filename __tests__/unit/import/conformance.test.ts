import type { WireJob } from "../../../.gen/nomad";
import { examine } from "../../../cli/import/examine";
import type { JobAnswer } from "../../../cli/import/jobspec";
import type { ReadJob } from "../../../cli/import/read-target";
import { formatted } from "./biome";
import { compile } from "./compile";
import { corpusFolder, nomadFolder, ownFolder, readFolder } from "./job-files";
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

const folder = nomadFolder();
let nomadAnswers: readonly JobAnswer[];
let ownAnswers: readonly JobAnswer[];

beforeAll(async () => {
  nomadAnswers = await readFolder(folder);
  ownAnswers = await readFolder(ownFolder);
});

describe("every job file in Nomad's own source", () => {
  // Each exception is explained in docs/how-to/import.md.
  it("is the same job after TypeScript as Nomad reads from the file", async () => {
    const result = await conformance(folder, nomadAnswers);
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
});

describe("job files as users write them", () => {
  it("are the same jobs after TypeScript as Nomad reads from the files", async () => {
    const result = await conformance(ownFolder, ownAnswers);
    const { parsed, equal, respelled, different, refused, stopped, unparsable } = result;
    expect(different).toEqual({});
    expect(stopped).toEqual({});
    expect(Object.keys(respelled)).toEqual(["database.nomad.hcl"]);
    expect(fieldsOf(respelled)).toEqual(["mount", "mounts", "privileged"]);
    expect(refused).toEqual({
      "over-scaled.nomad": "groups.web.count: 9 is more than max of scaling, which is 8; lower it, or raise max",
    });
    expect({ parsed, equal, unparsable }).toEqual({ parsed: 8, equal: 7, unparsable: 1 });
  });
});

// The compiler needs most of the time once, whatever it compiles.
it("all of them compile under strict, and need no formatting", () => {
  const { modules, errors, texts } = compile(importable([...nomadAnswers, ...ownAnswers]));
  expect(modules).toBe(texts.length);
  expect(errors).toEqual([]);
  expect(texts).toEqual(formatted(texts));
});

// The job files of others are not in this repository: docs/how-to/import.md has how to test a folder of them.
for (const others of corpusFolder === undefined ? [] : [corpusFolder]) {
  describe(`every job file below ${others}`, () => {
    let answers: readonly JobAnswer[];

    beforeAll(async () => {
      answers = await readFolder(others);
    });

    it("is the same job after TypeScript as Nomad reads from the file", async () => {
      const result = await conformance(others, answers);
      print("corpus", result);
      const { parsed, different, refused, stopped } = result;
      expect(different).toEqual({});
      expect(stopped).toEqual({});
      // Nomad's servers refuse a scaling block without max.
      const isUnbounded = (why: string) => why.includes("scaling.max");
      expect(Object.values(refused).filter((why) => !isUnbounded(why))).toEqual([]);
      expect(parsed).toBeGreaterThan(0);
    });

    it("compiles under strict, and needs no formatting", () => {
      const { modules, errors, texts } = compile(importable(answers));
      expect(modules).toBe(texts.length);
      expect(errors).toEqual([]);
      expect(texts).toEqual(formatted(texts));
    });
  });
}
