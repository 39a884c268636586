import { App } from "cdktf";
import { ClusterStack, HostVolume } from "../../../constructs";
import { Postgres, type PostgresProps } from "../../../patterns";
import { postgresJob } from "../../../patterns/postgres-job";
import { sharedConfiguration } from "../../../patterns/postgres-patroni/configuration";
import { primariesOf } from "../../lab/examples/replicas";
import { newStack, parsed, refusals } from "./stack";

const props = {
  name: "database",
  image: "registry.example.com/postgres-patroni:17.6",
  instances: 3,
  volume: { type: "host", source: "database", perAlloc: true },
  databases: ["shop"],
  resources: { cpu: 500, memory: 512 },
} satisfies PostgresProps;

const [group] = postgresJob(props).job.groups;

/** A stack of a cluster with Consul. */
function withConsul(): ClusterStack {
  const nomad = { address: "http://127.0.0.1:4646" };
  return new ClusterStack(new App(), "apps", { nomad, consul: { address: "http://127.0.0.1:8500" } });
}

function refused(more: object): string[] {
  const stack = withConsul();
  new Postgres(stack, "database", { ...props, ...more } as never);
  return refusals(stack).map((line) => line.replace("[default/database] ", ""));
}

/** The text of a template of a task. */
const dataOf = (task: string, destination: string): string =>
  group?.tasks?.find(({ name }) => name === task)?.templates?.find((each) => each.destination === destination)?.data ??
  "";

describe("a Postgres with three instances", () => {
  it("is this job", () => {
    expect(
      postgresJob({ ...props, readers: ["backup"], settings: { max_connections: 200, log_connections: true } }).job,
    ).toMatchSnapshot();
    expect(refused({})).toEqual([]);
  });

  it("gives the role of the primary to another instance only after the old one has given it up", () => {
    const { ttl, loop_wait, retry_timeout, synchronous_mode } = JSON.parse(sharedConfiguration({}));
    expect(loop_wait + 2 * retry_timeout).toBeLessThanOrEqual(ttl);
    // Consul accepts sessions of 10 s and more, and Patroni asks for half of the time.
    expect(ttl / 2).toBeGreaterThanOrEqual(10);
    expect(synchronous_mode).toBe(true);
  });

  it("has exactly its keys in Consul, for the task with the server", () => {
    const stack = withConsul();
    new Postgres(stack, "database", { ...props, namespace: "shop", consul: { authMethod: "workloads" } });
    const [policy] = parsed(stack).resources("consul_acl_policy");
    expect(policy?.values).toMatchObject({
      name: "postgres-shop-database",
      rules:
        'key_prefix "postgres/shop/database/" {\n  policy = "write"\n}\nsession_prefix "" {\n  policy = "write"\n}\n',
    });
    const [rule] = parsed(stack).resources("consul_acl_binding_rule");
    expect(rule?.values).toMatchObject({
      auth_method: "workloads",
      bind_type: "policy",
      bind_name: "postgres-shop-database",
      selector:
        'value.nomad_namespace == "shop" and value.nomad_job_id == "database" and value.nomad_task == "database"',
      depends_on: ["consul_acl_policy.postgres-shop-database"],
    });
    const [job] = parsed(stack).resources("nomad_job");
    expect(job?.values.depends_on).toContain("consul_acl_binding_rule.workloads_postgres-shop-database");
  });

  it("has a token of Consul in the task with the server, and one of Nomad in the tasks that write variables", () => {
    expect(group?.tasks?.map(({ name, consul, identities }) => [name, consul, identities])).toEqual([
      ["passwords", undefined, [{ env: true }]],
      ["database", {}, undefined],
      ["roles", undefined, [{ env: true }]],
    ]);
  });

  it("trusts nobody, and lets one user replicate", () => {
    const lines = dataOf("database", "local/pg_hba.conf").trim().split("\n").slice(1);
    expect(lines.map((line) => line.split(/\s+/))).toEqual([
      ["local", "all", "postgres", "peer", "map=admin"],
      ["local", "all", "all", "scram-sha-256"],
      ["host", "all", "postgres", "all", "reject"],
      ["host", "all", "all", "all", "scram-sha-256"],
      ["host", "replication", "replicator", "all", "scram-sha-256"],
    ]);
  });

  it("writes its address only where it is the primary", () => {
    expect(dataOf("passwords", "local/passwords.pl")).not.toContain("/address");
    expect(dataOf("roles", "local/address.pl")).toContain('put("$base/address"');
  });

  it.each<[string, object, string]>([
    ["no instance", { instances: 0 }, "instances: got 0; use a whole number from 1"],
    ["half an instance", { instances: 2.5 }, "instances: got 2.5; use a whole number from 1"],
    ["services of Nomad", { provider: "nomad" }, "provider: only Consul can have the address of the primary alone"],
    ["a user that replicates", { readers: ["replicator"] }, 'databases: several instances have a user "replicator"'],
    ["the settings of Consul alone", { instances: 1, consul: {} }, "consul: a single instance elects no primary"],
  ])("is refused with %s", (_, more, begin) => {
    const volume = "instances" in more && more.instances === 1 ? { volume: { type: "host", source: "database" } } : {};
    expect(refused({ ...volume, ...more }).map((line) => line.slice(0, begin.length))).toContain(begin);
  });

  it("is refused with one volume for all", () => {
    const stack = withConsul();
    const source = new HostVolume(stack, "data", {
      name: "database",
      pluginId: "mkdir",
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    });
    new Postgres(stack, "database", { ...props, volume: { source } });
    expect(refusals(stack).join()).toContain("volume.source: 3 instances cannot share one volume");
  });

  it("needs a cluster with Consul", () => {
    expect(() => new Postgres(newStack(), "database", props)).toThrow("the settings of the stack have no Consul");
  });
});

describe("the list of primaries in the test on a lab", () => {
  const sighting = (node: string, timeline: string, at: number) => ({ node, timeline, at });

  it("has each primary once, in their order", () => {
    const sightings = [sighting("n1", "00000001", 1), sighting("n3", "00000002", 9), sighting("n1", "00000001", 2)];
    expect(primariesOf(sightings)).toEqual(["00000001 n1", "00000002 n3"]);
  });

  it.each([
    [
      "an old primary still accepts writes",
      [sighting("n1", "00000001", 1), sighting("n3", "00000002", 9), sighting("n1", "00000001", 10)],
    ],
    ["two instances have one timeline", [sighting("n1", "00000002", 1), sighting("n3", "00000002", 2)]],
  ])("is an error when %s", (_, sightings) => {
    expect(() => primariesOf(sightings)).toThrow("two primaries");
  });
});
