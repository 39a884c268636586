import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BlockName, blocks, type FieldMeta } from "../../../.gen/nomad";
import {
  encodeJob,
  fieldsUnknownTo,
  hasVersionedFields,
  isOlder,
  isUnknownTo,
  type JobSpec,
  untypedDriver,
} from "../../../constructs/spec";
import { versionPage } from "./version-page";
import { fixtures, task, versions } from "./versioned-jobs";

describe("the table of versions and jobs", () => {
  const cells = Object.entries(fixtures).flatMap(([name, fixture]) =>
    versions.map((version) => ({ name, version, ...fixture })),
  );

  it.each(cells)("$name on Nomad $version", ({ job, version, unknown }) => {
    expect(
      fieldsUnknownTo([version], job)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...(unknown[version] ?? [])].sort());
  });

  // CDKNOMAD_WRITE_PAGE=1 npx jest __tests__/unit/spec/versioned-fields.test.ts writes it.
  it("is in the documentation, with the release of each field", () => {
    const file = path.join(__dirname, "../../../docs/reference/nomad-versions.md");
    const page = versionPage();
    if (process.env.CDKNOMAD_WRITE_PAGE) {
      writeFileSync(file, page);
    }
    expect(readFileSync(file, "utf8")).toBe(page);
  });

  it("sends all of it, whatever the version", () => {
    const wire = JSON.stringify(Object.values(fixtures).map(({ job }) => encodeJob(job)));
    expect(wire).toContain('"MaxRunDuration":3600000000000');
    expect(wire).toContain('"RunOnFirstRender":true');
    expect(wire).toContain('"ExtraClaims":["team"]');
  });
});

/** The fields on the way from the job to each block, the shortest way first. */
function ways(): ReadonlyMap<BlockName, readonly string[]> {
  const found = new Map<BlockName, readonly string[]>([["JobSpec", []]]);
  for (const [name, way] of found) {
    for (const [key, { block }] of Object.entries(blocks[name].fields)) {
      if (block !== undefined && !found.has(block)) {
        found.set(block, [...way, key]);
      }
    }
  }
  return found;
}

/** A job in which only the fields on a way are set, with the metadata of these fields. */
function along(way: readonly string[]): { readonly job: JobSpec; readonly fields: readonly FieldMeta[] } {
  let block: BlockName = "JobSpec";
  const fields = way.map((key) => {
    const field = blocks[block].fields[key] as FieldMeta;
    block = field.block ?? block;
    return field;
  });
  const job = [...way].reverse().reduce<unknown>((value, key, index) => {
    const field = fields[way.length - 1 - index];
    const isList = value !== true && (field?.kind === "blocks" || field?.kind === "blockMap");
    return { [key]: isList ? [value] : value };
  }, true);
  return { job: job as JobSpec, fields };
}

describe("every field that a release introduced or removed", () => {
  const all = [...ways()].flatMap(([block, way]) =>
    Object.entries(blocks[block].fields).flatMap(([key, { since, removed }]) =>
      since !== undefined || removed !== undefined ? [[...way, key]] : [],
    ),
  );

  it("is one of dozens", () => expect(all.length).toBeGreaterThan(50));

  it.each(versions)("is found on Nomad %s if it, or a block around it, is unknown there, and only then", (version) => {
    for (const way of all) {
      const { job, fields } = along(way);
      const outermost = fields.findIndex(({ since }) => since !== undefined && isOlder(version, since));
      const found = fieldsUnknownTo([version], job);
      expect([way, found.length]).toEqual([way, outermost < 0 ? 0 : 1]);
      expect(found[0]?.path.split(".").length ?? 0).toBe(outermost + 1);
      expect(hasVersionedFields(job)).toBe(true);
    }
  });
});

describe("the options of task drivers", () => {
  const jobWith = (config: object, driver = "exec"): JobSpec =>
    ({ name: "web", groups: [{ name: "web", tasks: [{ name: "server", driver, config }] }] }) as unknown as JobSpec;
  const on = (version: string, job: JobSpec) => fieldsUnknownTo([version], job);

  it("are unknown to a version whose driver does not have them", () => {
    const job = jobWith({ command: "/bin/web", workDir: "/srv" });
    const option = { path: "groups.web.tasks.server.config.workDir", since: "1.9.3", isOption: true };
    expect(["1.9.1", "1.9.3"].map((version) => on(version, job))).toEqual([[option], []]);
    expect(hasVersionedFields(job)).toBe(true);
  });

  it("are not checked if all compared releases have them, the driver has no types, or they are sent unchanged", () => {
    const unchecked = [
      jobWith({ command: "/bin/web", args: ["-v"] }),
      jobWith({ workDir: "/srv" }, "exec2"),
      jobWith(untypedDriver("exec", { workDir: "/srv" }).config as object),
    ];
    expect(unchecked.map(hasVersionedFields)).toEqual([false, false, false]);
  });

  it("are looked at in a sidecar task, too", () => {
    const sidecarTask = { driver: "docker", config: { image: "envoy:1", oomScoreAdj: 10 } };
    const services = [{ provider: "consul", name: "web", connect: { sidecarTask } }];
    const job = { name: "web", groups: [{ name: "web", services, tasks: [task] }] } as unknown as JobSpec;
    expect(on("1.8.0", job).map(({ path }) => path)).toEqual([
      "groups.web.services.web.connect.sidecarTask.config.oomScoreAdj",
    ]);
  });
});

it("a field that a release removed is unknown from then on", () => {
  expect(["1.9.9", "1.10.0", "2.0.0"].map((version) => isUnknownTo(version, { removed: "1.10.0" }))).toEqual([
    false,
    true,
    true,
  ]);
  expect(
    ["1.8.0", "1.9.0", "1.10.0"].map((version) => isUnknownTo(version, { since: "1.9.0", removed: "1.10.0" })),
  ).toEqual([true, false, true]);
});

it("the labels of Enterprise and of previews do not change the order of versions", () => {
  expect(["1.10.11+ent", "2.0.2-dev", "2.0.1+ent"].map((version) => isUnknownTo(version, { since: "2.0.2" }))).toEqual([
    true,
    false,
    true,
  ]);
});
