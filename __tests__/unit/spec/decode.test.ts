import fc from "fast-check";
import { decodeJob, encodeJob, type JobSpec, SpecError } from "../../../constructs/spec";
import { arbitraryJob } from "./arbitrary-job";
import { corednsDocker } from "./fixtures/coredns-docker";
import { corednsPodman } from "./fixtures/coredns-podman";
import { itTools } from "./fixtures/it-tools";

/** Every problem of a job on the wire as one line: code, path, message. */
function problems(wire: unknown): string[] {
  try {
    decodeJob(wire);
  } catch (error) {
    if (error instanceof SpecError) {
      return error.issues.map(({ code, path, message }) => `${code} ${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

test("gives back what was encoded, for any job", () => {
  fc.assert(
    fc.property(arbitraryJob, (job) => {
      expect(decodeJob(JSON.parse(JSON.stringify(encodeJob(job))))).toEqual(job);
    }),
    { numRuns: 100 },
  );
}, 120_000);

test("encodes to the same bytes after a decoding, for any job", () => {
  fc.assert(
    fc.property(arbitraryJob, (job) => {
      const wire = JSON.stringify(encodeJob(job));
      expect(JSON.stringify(encodeJob(decodeJob(JSON.parse(wire))))).toBe(wire);
    }),
    { numRuns: 100 },
  );
}, 120_000);

test.each<[string, JobSpec]>([
  ["it-tools", itTools],
  ["coredns with docker", corednsDocker],
])("gives back %s as it was written", (_, job) => {
  expect(decodeJob(encodeJob(job))).toEqual(job);
});

test("leaves out what the parser writes by itself and keeps what differs from it", () => {
  const job = decodeJob(encodeJob(corednsPodman));
  expect(job.groups[0]?.tasks?.map((task) => task.templates?.[0])).toEqual([
    // change_mode = "restart" was written, but the parser writes it for everybody
    expect.not.objectContaining({ changeMode: expect.anything() }),
    expect.objectContaining({ changeMode: "signal", changeSignal: "SIGHUP" }),
  ]);
});

test("leaves out nulls, empty values and what the server set", () => {
  const wire = {
    ID: "j",
    Name: "j",
    Status: "running",
    Version: 3,
    ModifyIndex: 7,
    Meta: null,
    Datacenters: [],
    NodePool: "",
    TaskGroups: [
      { Name: "g", Count: 1, Tasks: [{ Name: "t", Driver: "exec", Leader: false, Env: {}, Config: { command: "c" } }] },
    ],
  };
  expect(decodeJob(wire)).toEqual({
    name: "j",
    groups: [{ name: "g", count: 1, tasks: [{ name: "t", driver: "exec", config: { command: "c" } }] }],
  });
});

test("leaves out all of Nomad's defaults for a job that runs", () => {
  const wire = {
    ID: "j",
    Name: "j",
    Type: "service",
    Priority: 50,
    TaskGroups: [
      {
        Name: "g",
        Count: 1,
        EphemeralDisk: { Sticky: false, SizeMB: 300, Migrate: false },
        Services: [
          { Name: "s", Provider: "nomad", AddressMode: "auto", OnUpdate: "require_healthy", Cluster: "default" },
        ],
        Tasks: [
          {
            Name: "t",
            Driver: "exec",
            Config: { command: "c" },
            KillTimeout: 5000000000,
            LogConfig: { MaxFiles: 10, MaxFileSizeMB: 10, Disabled: false },
            Resources: { CPU: 0, Cores: 2, MemoryMB: 300, DiskMB: 0, IOPS: 0 },
          },
        ],
      },
    ],
  };
  expect(decodeJob({ Job: wire }, { from: "cluster" })).toEqual({
    name: "j",
    groups: [
      {
        name: "g",
        count: 1,
        services: [{ name: "s", provider: "nomad" }],
        tasks: [{ name: "t", driver: "exec", config: { command: "c" }, resources: { cores: 2 } }],
      },
    ],
  });
});

test("keeps a value that equals the default in a block that is laid over another", () => {
  const wire = { Name: "j", Update: { Canary: 1 }, TaskGroups: [{ Name: "g", Update: { Canary: 0 } }] };
  expect(decodeJob(wire, { from: "cluster" })).toEqual({
    name: "j",
    update: { canary: 1 },
    groups: [{ name: "g", update: { canary: 0 } }],
  });
});

test("keeps a block that says something by being there", () => {
  const wire = {
    Name: "j",
    TaskGroups: [{ Name: "g", Services: [{ Connect: { SidecarService: { Proxy: null, Port: "" } } }] }],
  };
  expect(decodeJob(wire).groups[0]?.services).toEqual([{ connect: { sidecarService: {} } }]);
});

test("maps the spellings that Nomad refuses to those that it takes", () => {
  const old = {
    MaxClientDisconnect: 3600000000000,
    PreventRescheduleOnLost: true,
    StopAfterClientDisconnect: 60000000000,
  };
  expect(decodeJob({ Name: "j", TaskGroups: [{ Name: "g", ...old }] }).groups).toEqual([
    { name: "g", disconnect: { lostAfter: "1h", stopOnClientAfter: "1m", replace: false } },
  ]);
});

test("maps other spellings of a driver's options and joins several blocks of one", () => {
  const config = {
    image: "a:1",
    mount: [{ target: "/a" }],
    mounts: [{ target: "/b" }],
    labels: [{ a: "1" }, { b: 2 }],
    privileged: "true",
    pids_limit: "100",
    logging: { driver: "syslog" },
  };
  const wire = { Name: "j", TaskGroups: [{ Name: "g", Tasks: [{ Name: "t", Driver: "docker", Config: config }] }] };
  expect(decodeJob(wire).groups[0]?.tasks?.[0]?.config).toEqual({
    image: "a:1",
    mounts: [{ target: "/a" }, { target: "/b" }],
    labels: { a: "1", b: "2" },
    privileged: true,
    pidsLimit: 100,
    logging: { type: "syslog" },
  });
});

test.each<[string, unknown, string[]]>([
  ["what is no job", null, ["wrong-kind : got null, allowed is an object"]],
  [
    "a field of a newer Nomad",
    { Name: "j", TaskGroups: [{ Name: "g", Shiny: { A: 1 } }] },
    ["unknown-field groups.g.Shiny: TaskGroup has no such field in this version of cdknomad"],
  ],
  [
    "two networks",
    { Name: "j", TaskGroups: [{ Name: "g", Networks: [{ Mode: "host" }, { Mode: "bridge" }] }] },
    ["more-than-one groups.g.network: got 2 blocks, allowed is one; merge them"],
  ],
  [
    "two blocks of a driver where it takes one",
    { Name: "j", TaskGroups: [{ Name: "g", Tasks: [{ Name: "t", Driver: "docker", Config: { auth: [{}, {}] } }] }] },
    ["more-than-one groups.g.tasks.t.config.auth: got 2 blocks, allowed is one; merge them"],
  ],
  ["a list that is none", { Name: "j", TaskGroups: {} }, ["wrong-kind groups: got an object, allowed is a list"]],
])("fails on %s", (_, wire, expected) => {
  expect(problems(wire)).toEqual(expected);
});

test("names a duration that is no whole number of nanoseconds, which Go cannot read", () => {
  expect(problems({ ID: "j", Name: "j", Periodic: {}, Update: { Stagger: 0.5 }, TaskGroups: [{ Name: "g" }] })).toEqual(
    ["wrong-kind update.stagger: got the number 0.5, allowed is a whole number of nanoseconds"],
  );
});
