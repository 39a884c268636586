import { App } from "cdktf";
import { ejectedModule } from "../../../cli/commands/eject/ejected-module";
import { findJob } from "../../../cli/commands/eject/find-job";
import { ClusterStack, HostVolume, Job, type JobProps } from "../../../constructs";
import { CronJob, NodeAgent, Postgres, type PostgresProps, WebService } from "../../../patterns";
import { postgresJob } from "../../../patterns/postgres-job";
import { evaluate } from "../import/evaluate";
import { newStack, parsed, refusals } from "./stack";

const resources = { cpu: 100, memory: 64 };
const props = {
  name: "database",
  image: "docker.io/library/postgres:17.6",
  volume: { type: "host", source: "database" },
  databases: ["shop"],
  resources: { cpu: 500, memory: 512 },
} satisfies PostgresProps;

const [group] = postgresJob(props).job.groups;

function refused(more: object): string[] {
  const stack = newStack();
  new Postgres(stack, "database", { ...props, ...more } as never);
  return refusals(stack).map((line) => line.replace("[default/database] ", ""));
}

/** A stack with a database and a program that has access to it. */
function withAccess(
  grant: (database: Postgres, program: WebService) => void = (database, web) => database.grantAccess(web),
) {
  const stack = newStack();
  const shop = new WebService(stack, "shop", {
    name: "shop",
    image: "shop:1",
    port: 80,
    env: { LOG: "info" },
    resources,
  });
  const database = new Postgres(stack, "database", {
    ...props,
    databases: ["shop", { name: "sales", owner: "seller" }],
    readers: ["analyst"],
  });
  grant(database, shop);
  return { stack, shop, database };
}

const taskOf = (stack: ClusterStack, job: string) => {
  const wire = parsed(stack)
    .jobs()
    .find(({ wire: of }) => of?.ID === job)?.wire;
  return wire?.TaskGroups?.[0]?.Tasks?.[0];
};

describe("a Postgres", () => {
  it("is this job with nothing but what it needs", () => {
    expect(postgresJob(props).job).toMatchSnapshot();
    expect(refused({})).toEqual([]);
  });

  it("is this job with several databases, readers, settings, and the service discovery of Nomad", () => {
    const more: PostgresProps = {
      ...props,
      driver: "podman",
      volume: { type: "csi", source: "database" },
      databases: ["shop", { name: "sales", owner: "seller" }],
      readers: ["analyst"],
      settings: { max_connections: 200, "auto_explain.log_min_duration": "1s" },
      port: 5432,
      provider: "nomad",
      serviceName: "sql",
    };
    expect(postgresJob(more).job).toMatchSnapshot();
    expect(refused(more)).toEqual([]);
  });

  it("never has two instances, whatever its update says", () => {
    const update = { canary: 1, maxParallel: 2, minHealthyTime: "30s" };
    const [changed] = postgresJob({ ...props, update } as never).job.groups;
    expect(changed?.count).toBe(1);
    expect(changed?.update).toMatchObject({ canary: 0, maxParallel: 1, minHealthyTime: "30s" });
  });

  it("has the token of the identity in the environment of one task, which does not run the server", () => {
    const identities = group?.tasks?.map(({ name, identities: all = [] }) => [name, all]);
    expect(identities).toEqual([
      ["passwords", [{ env: true }]],
      ["database", []],
      ["roles", []],
    ]);
  });

  it("trusts nobody", () => {
    const hba =
      group?.tasks?.[1]?.templates?.find(({ destination }) => destination === "local/pg_hba.conf")?.data ?? "";
    const methods = hba.split("\n").flatMap((line) => (/^(local|host)/.test(line) ? [line.split(/\s+/).slice(3)] : []));
    expect(methods.flat().filter((word) => !/^(all|map=admin)$/.test(word))).toEqual([
      "peer",
      "scram-sha-256",
      "reject",
      "scram-sha-256",
    ]);
  });

  it.each<[string, object, string]>([
    ["no database", { databases: [] }, "databases: no database is declared"],
    ["a name that needs quotes", { databases: ["Shop"] }, 'databases[0]: "Shop" is not the name of a database'],
    ["an SQL injection", { databases: [{ name: "a", owner: "b'; DROP ROLE c; --" }] }, "databases[0].owner: "],
    ["a database of PostgreSQL", { databases: ["template1"] }, 'databases[0]: PostgreSQL has a database "template1"'],
    [
      "the superuser as an owner",
      { databases: [{ name: "a", owner: "postgres" }] },
      "databases[0].owner: PostgreSQL has",
    ],
    ["the group of all users", { readers: ["public"] }, "readers[0]: PostgreSQL has a user"],
    ["a database twice", { databases: ["a", "a"] }, 'databases[1]: the database "a" is declared twice'],
    ["an owner that reads all", { readers: ["shop"] }, 'readers[0]: the user "shop" owns a database'],
    [
      "trust by a setting",
      { settings: { hba_file: "/tmp/hba" } },
      'settings.hba_file: "hba_file" is set by the construct',
    ],
    ["a setting that is no name", { settings: { "a b": 1 } }, 'settings.a b: "a b" is not the name of a setting'],
    ["a name that no variable can have", { name: "data.base" }, "name: "],
    [
      "a volume for several",
      { volume: { type: "csi", source: "a", accessMode: "multi-node-multi-writer" } },
      "volume.accessMode: the access mode multi-node-multi-writer",
    ],
    [
      "a read-only volume",
      { volume: { type: "host", source: "a", readOnly: true } },
      "volume: the server has to write",
    ],
  ])("is refused with %s", (_, more, begin) => {
    expect(refused(more).map((line) => line.replace(/^\[[^\]]*\] /, "").slice(0, begin.length))).toContain(begin);
  });

  it("is made after its volume", () => {
    const stack = newStack();
    const source = new HostVolume(stack, "data", {
      name: "database",
      pluginId: "mkdir",
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    });
    new Postgres(stack, "database", { ...props, volume: { source } });
    const [job] = parsed(stack).resources("nomad_job");
    expect(job?.values.depends_on).toContain("nomad_dynamic_host_volume.default_database");
  });
});

describe("a grant of access to a database", () => {
  it("gives a program the environment, exactly two variables to read, and the order", () => {
    const { stack } = withAccess((database, web) => database.grantAccess(web, { database: "sales" }));
    const task = taskOf(stack, "shop");
    expect(task?.Env).toEqual({ LOG: "info", PGDATABASE: "sales" });
    expect(task?.Templates?.[0]?.EmbeddedTmpl).toMatchSnapshot();
    const resourcesOf = (type: string) => parsed(stack).resources(type);
    const policies = resourcesOf("nomad_acl_policy").map(({ values }) => values);
    expect(policies.find(({ name }) => name === "default-shop")?.rules_hcl).toMatchSnapshot();
    const job = resourcesOf("nomad_job").find(({ address }) => address === "nomad_job.default_shop");
    expect(job?.values.depends_on).toEqual(
      expect.arrayContaining(["nomad_job.default_database", "nomad_acl_policy.default-shop"]),
    );
  });

  it("works for a CronJob and a NodeAgent, and for programs of another stack and namespace", () => {
    const app = new App();
    const settings = { nomad: { address: "http://127.0.0.1:4646" } };
    const data = new ClusterStack(app, "data", settings);
    const database = new Postgres(data, "database", { ...props, namespace: "data" });
    const apps = new ClusterStack(app, "apps", settings);
    database.grantAccess(new CronJob(apps, "a", { name: "a", image: "a:1", crons: ["@daily"], resources }));
    database.grantAccess(new NodeAgent(apps, "b", { name: "b", image: "b:1", resources }));
    expect(apps.dependsOn(data)).toBe(true);
    for (const name of ["a", "b"]) {
      expect(taskOf(apps, name)?.Templates?.[0]?.EmbeddedTmpl).toContain(
        'nomadVar "postgres/database/users/shop@data"',
      );
    }
    for (const { values } of parsed(apps).resources("nomad_acl_policy")) {
      expect(String(values.rules_hcl)).toMatch(/^namespace "data" \{/);
    }
  });

  it("gives a reader its own password", () => {
    const { stack } = withAccess((database, web) => database.grantAccess(web, { database: "shop", user: "analyst" }));
    expect(taskOf(stack, "shop")?.Templates?.[0]?.EmbeddedTmpl).toContain('nomadVar "postgres/database/users/analyst"');
  });

  it.each<[string, Parameters<typeof withAccess>[0], string]>([
    ["no choice among several", undefined, 'database: got nothing, want one of "shop", "sales"'],
    [
      "another database",
      (database, web) => database.grantAccess(web, { database: "x" }),
      'database: got "x", want one of',
    ],
    [
      "the owner of another",
      (database, web) => database.grantAccess(web, { database: "shop", user: "seller" }),
      'user: got "seller", want one of "shop", "analyst"',
    ],
    [
      "the superuser",
      (database, web) => database.grantAccess(web, { database: "shop", user: "postgres" }),
      'user: got "postgres"',
    ],
    [
      "a second access",
      (database, web) => {
        database.grantAccess(web, { database: "shop" });
        database.grantAccess(web, { database: "sales" });
      },
      "PGDATABASE: the program has this environment variable already",
    ],
  ])("is refused with %s", (_, grant, message) => {
    expect(() => withAccess(grant)).toThrow(message);
  });

  it("keeps the warnings of a job once", () => {
    const { stack } = withAccess((database) =>
      database.grantAccess(
        new WebService(database.node.scope as ClusterStack, "loose", {
          name: "loose",
          image: "a",
          port: 80,
          resources,
        }),
        { database: "shop" },
      ),
    );
    const warnings = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn"));
    expect(warnings.filter(({ data }) => String(data).includes("image-not-pinned"))).toHaveLength(1);
  });
});

describe("cdknomad eject", () => {
  it.each(["database", "shop"])("writes %s as the same job with the same rights", (id) => {
    const { stack } = withAccess((database, web) => database.grantAccess(web, { database: "shop" }));
    const text = ejectedModule(findJob([parsed(stack)], id), __filename);
    const [ejected] = Object.values(evaluate(text)) as JobProps[];
    const after = newStack();
    new Job(after, "job", ejected as JobProps);
    const [job] = parsed(after).jobs();
    expect(job?.wire).toEqual(
      parsed(stack)
        .jobs()
        .find(({ wire }) => wire?.ID === id)?.wire,
    );
    expect(text).toMatch(/job\.addRights\("default", .*postgres\/database\/users\/shop/);
  });
});
