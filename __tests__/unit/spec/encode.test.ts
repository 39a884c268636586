import { encodeJob, type Issue, type JobSpec, otherDriver, SpecError } from "../../../constructs/spec";

/** A job with one group and one task, into which mistakes are put that the compiler would refuse. */
function jobWith({
  job = {},
  group = {},
  task = {},
}: Record<"job" | "group" | "task", object> | Record<string, object>): JobSpec {
  const whole = { name: "t", driver: "docker", config: { image: "web:1" }, ...task };
  return { name: "j", groups: [{ name: "g", tasks: [whole], ...group }], ...job } as unknown as JobSpec;
}

/** Every problem of a job as one line: code, path, message. */
function problems(spec: JobSpec): string[] {
  try {
    encodeJob(spec);
  } catch (error) {
    if (error instanceof SpecError) {
      return error.issues.map(({ code, path, message }: Issue) => `${code} ${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

test("writes nothing that was not written", () => {
  expect(encodeJob({ name: "j", groups: [{ name: "g" }] })).toEqual({
    Name: "j",
    ID: "j",
    TaskGroups: [{ Name: "g" }],
  });
});

test("keeps an explicit zero, false and empty block", () => {
  const spec = jobWith({
    job: { update: { canary: 0, autoRevert: false } },
    group: { services: [{ connect: { sidecarService: {} } }] },
  });
  const wire = encodeJob(spec);
  expect(wire.Update).toEqual({ Canary: 0, AutoRevert: false });
  expect(wire.TaskGroups?.[0]?.Services).toEqual([{ Connect: { SidecarService: {} } }]);
});

test("takes undefined for absent", () => {
  expect(
    encodeJob(jobWith({ job: { priority: undefined }, task: { config: { image: "a:1", args: undefined } } })),
  ).toEqual(encodeJob(jobWith({ task: { config: { image: "a:1" } } })));
});

test("takes the id for the job's id and the name for its name", () => {
  expect(encodeJob(jobWith({ job: { id: "i" } }))).toMatchObject({ ID: "i", Name: "j" });
});

test("gives fields in one order, whatever the order in which they were written", () => {
  const one = encodeJob({ name: "j", priority: 1, groups: [{ name: "g", count: 1 }] });
  const other = encodeJob({ groups: [{ count: 1, name: "g" }], priority: 1, name: "j" });
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
});

test("parts static ports from those that Nomad picks", () => {
  const ports = [{ name: "dns", static: 53 }, { name: "http", to: 80 }, { name: "any" }];
  expect(encodeJob(jobWith({ group: { network: { ports } } })).TaskGroups?.[0]?.Networks).toEqual([
    { ReservedPorts: [{ Label: "dns", Value: 53 }], DynamicPorts: [{ Label: "http", To: 80 }, { Label: "any" }] },
  ]);
});

test("gives the task's own identity its place", () => {
  const identities = [{ name: "aws", aud: ["sts"] }, { env: true }];
  expect(encodeJob(jobWith({ task: { identities } })).TaskGroups?.[0]?.Tasks?.[0]).toMatchObject({
    Identity: { Env: true },
    Identities: [{ Name: "aws", Audience: ["sts"] }],
  });
});

test("writes the operator of a constraint, which the server does not know a default for", () => {
  expect(encodeJob(jobWith({ job: { constraints: [{ attribute: "a", value: "b" }] } })).Constraints).toEqual([
    { LTarget: "a", RTarget: "b", Operand: "=" },
  ]);
});

test("gives the options of a driver their HCL names, and blocks the form that HCL blocks have", () => {
  const config = {
    image: "a:1",
    forcePull: true,
    labels: { a: "b" },
    auth: { username: "u" },
    mounts: [{ type: "bind" }],
  };
  expect(encodeJob(jobWith({ task: { config } })).TaskGroups?.[0]?.Tasks?.[0]?.Config).toEqual({
    image: "a:1",
    force_pull: true,
    labels: [{ a: "b" }],
    auth: [{ username: "u" }],
    mount: [{ type: "bind" }],
  });
});

test("lets the client fill in a number or a boolean of a driver", () => {
  const config = { image: "a:1", pidsLimit: "${meta.pids}", privileged: "${meta.privileged}" };
  expect(encodeJob(jobWith({ task: { config } })).TaskGroups?.[0]?.Tasks?.[0]?.Config).toEqual({
    image: "a:1",
    pids_limit: "${meta.pids}",
    privileged: "${meta.privileged}",
  });
});

test("passes the options of another driver through as they stand", () => {
  const task = otherDriver("exec2", { some_thing: [{ deep: null }] });
  expect(encodeJob(jobWith({ task })).TaskGroups?.[0]?.Tasks?.[0]).toMatchObject({
    Driver: "exec2",
    Config: { some_thing: [{ deep: null }] },
  });
});

test("refuses otherDriver for a driver whose options are typed", () => {
  expect(() => otherDriver("docker", { image: "a:1" })).toThrow(
    new Error('otherDriver("docker"): docker has typed options; write driver: "docker" and config (property-invalid)'),
  );
});

test.each<[string, Record<string, object>, string[]]>([
  [
    "an unknown field",
    { group: { conut: 2 } },
    ["unknown-field groups.g.conut: there is no such field; did you mean count?"],
  ],
  [
    "HCL's name of a field",
    { task: { kill_timeout: "5s" } },
    ["unknown-field groups.g.tasks.t.kill_timeout: there is no such field; did you mean killTimeout?"],
  ],
  [
    "an unknown field far from any other",
    { group: { disconnect: { whatsoever: 1 } } },
    [
      "unknown-field groups.g.disconnect.whatsoever: there is no such field; allowed are lostAfter, stopOnClientAfter, replace, reconcile",
    ],
  ],
  [
    "a field of a block that has none",
    { group: { services: [{ name: "s", connect: { gateway: { mesh: { a: 1 } } } }] } },
    ["unknown-field groups.g.services.s.connect.gateway.mesh.a: there is no such field; allowed are no fields at all"],
  ],
  [
    "a number in quotes",
    { group: { count: "2" } },
    ["wrong-kind groups.g.count: got a string, allowed is a whole number; write it without quotes"],
  ],
  [
    "a fraction",
    { group: { count: 1.5 } },
    ["wrong-kind groups.g.count: got the number 1.5, allowed is a whole number"],
  ],
  [
    "a number of MB in quotes",
    { task: { resources: { memory: "1GB" } } },
    ["wrong-kind groups.g.tasks.t.resources.memory: got a string, allowed is a whole number in MB"],
  ],
  [
    "a number too great for its field",
    { job: { spreads: [{ attribute: "a", targets: [{ name: "x", percent: 256 }] }] } },
    ["out-of-range spreads[0].targets.x.percent: got 256, allowed is 0 to 255 in %"],
  ],
  [
    "a number instead of a string, without showing its full value",
    { task: { env: { PIN: "1", PORT: 8080 } } },
    ["wrong-kind groups.g.tasks.t.env.PORT: got the number 8080, allowed is a string; write it in quotes"],
  ],
  [
    "a boolean in quotes",
    { job: { allAtOnce: "true" } },
    ["wrong-kind allAtOnce: got a string, allowed is true or false"],
  ],
  ["null", { job: { datacenters: null } }, ["wrong-kind datacenters: got null, allowed is a list of strings"]],
  [
    "one string for a list",
    { job: { datacenters: "dc1" } },
    ["wrong-kind datacenters: got a string, allowed is a list of strings; put it in [ ]"],
  ],
  [
    "one block for a list",
    { group: { services: { name: "s" } } },
    ["wrong-kind groups.g.services: got an object, allowed is a list; put it in [ ]"],
  ],
  [
    "a list for one block",
    { group: { network: [] } },
    ["wrong-kind groups.g.network: got a list, allowed is an object; Nomad takes one here"],
  ],
  [
    "a duration with words",
    { task: { killTimeout: "10 minutes" } },
    [
      'bad-duration groups.g.tasks.t.killTimeout: got "10 minutes", allowed is a duration such as "10s", "5m" or "1h30m"; write "10m"',
    ],
  ],
  [
    "a duration without its unit",
    { task: { killTimeout: "10" } },
    [
      'bad-duration groups.g.tasks.t.killTimeout: got "10", allowed is a duration such as "10s", "5m" or "1h30m"; a unit is missing, write "10s" for seconds',
    ],
  ],
  [
    "a duration in days",
    { task: { killTimeout: "2d" } },
    [
      'bad-duration groups.g.tasks.t.killTimeout: got "2d", allowed is a duration such as "10s", "5m" or "1h30m"; there are no days, write "48h"',
    ],
  ],
  [
    "a duration as a number",
    { task: { killTimeout: 10 } },
    [
      'wrong-kind groups.g.tasks.t.killTimeout: got the number 10, allowed is a duration such as "10s", "5m" or "1h30m"; write it with its unit, in quotes',
    ],
  ],
  [
    "an unknown value",
    { job: { type: "deamon" } },
    ['unknown-value type: got "deamon", allowed are "service", "batch", "system", "sysbatch"'],
  ],
  [
    "a slip in a value",
    { group: { restart: { mode: "dely" } } },
    ['unknown-value groups.g.restart.mode: got "dely", allowed are "delay", "fail"; did you mean "delay"?'],
  ],
  [
    "a missing label",
    { group: { tasks: [{ driver: "docker", config: { image: "a:1" } }] } },
    ["missing-field groups.g.tasks[0].name: got nothing; Nomad needs a value here"],
  ],
  [
    "two groups of one name",
    { job: { groups: [{ name: "g" }, { name: "g" }] } },
    ['duplicate-name groups.g: got "g" twice; each item of group needs its own name'],
  ],
  [
    "an unknown option of a driver",
    { task: { config: { image: "a:1", network: "host" } } },
    ["unknown-field groups.g.tasks.t.config.network: the driver has no such option; allowed are"],
  ],
  [
    "a missing option of a driver",
    { task: { config: {} } },
    ["missing-field groups.g.tasks.t.config.image: got nothing; the driver needs a value here"],
  ],
  [
    "a wrong kind in a block of a driver",
    { task: { config: { image: "a:1", mounts: [{ readonly: "yes" }] } } },
    [
      "wrong-kind groups.g.tasks.t.config.mounts[0].readonly: got a string, allowed is true or false; write it without quotes",
    ],
  ],
])("fails on %s", (_, mistake, expected) => {
  const found = problems(jobWith(mistake));
  expect(
    found.map((line, index) =>
      expected[index]?.endsWith("allowed are") ? line.slice(0, expected[index].length) : line,
    ),
  ).toEqual(expected);
});

test("fails with all problems at once, in one message", () => {
  const spec = jobWith({ job: { priority: "1" }, group: { conut: 1 }, task: { config: {} } });
  expect(() => encodeJob(spec)).toThrow(
    new SpecError([
      {
        code: "wrong-kind",
        path: "priority",
        parameters: { problem: "wrongKind" },
        message: "got a string, allowed is a whole number; write it without quotes",
        level: "error",
      },
      {
        code: "unknown-field",
        path: "groups.g.conut",
        parameters: { problem: "field" },
        message: "there is no such field; did you mean count?",
        level: "error",
      },
      {
        code: "missing-field",
        path: "groups.g.tasks.t.config.image",
        parameters: { problem: "driverOption" },
        message: "got nothing; the driver needs a value here",
        level: "error",
      },
    ]),
  );
});

test("fails on what is no job at all", () => {
  expect(problems("job" as unknown as JobSpec)).toEqual(["wrong-kind : got a string, allowed is an object"]);
});
