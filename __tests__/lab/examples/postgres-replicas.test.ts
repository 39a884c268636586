import { type Lab, labDown, labUp } from "../../../lab";
import { actOnNode } from "../../../lab/node";
import { testLab } from "../../runner/lab";
import { nomad, running, until } from "../dns/cluster";
import { Project } from "../project";
import { passwords } from "./database";
import { type Background, Client, primariesOf, type Sighting } from "./replicas";

jest.setTimeout(3_600_000);

const name = `${testLab}-postgres`;

/** How often the node of the primary is powered off; `CDKNOMAD_POWER_OFFS=20` for figures worth quoting. */
const powerOffs = Number(process.env.CDKNOMAD_POWER_OFFS ?? "2");

const print = (line: string) => process.stderr.write(`    ${line}\n`);

describe("the example of PostgreSQL with three instances, on three nodes", () => {
  let lab: Lab;
  let project: Project;
  let client: Client;

  beforeAll(async () => {
    lab = await labUp({ name, nodes: 3 });
    const environment = { CDKNOMAD_LAB: name, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };
    project = new Project("__tests__/lab/examples/postgres-replicas-program.ts", environment);
    const { code, output } = await project.cdktf("deploy", "*", "--auto-approve");
    if (code !== 0) {
      throw new Error(output);
    }
    client = await clientOn("n1");
    await until("a table", async () =>
      (await client.ask("CREATE TABLE numbers (n int)")).code === 0 ? true : undefined,
    );
  });

  afterAll(async () => {
    project?.remove();
    await labDown(name);
  });

  async function clientOn(node: string): Promise<Client> {
    return new Client(lab, node, (await passwords(lab, "orders")).orders ?? "");
  }

  /** The nodes whose instance passes the check of a service, which are those that the DNS of Consul has. */
  async function passing(node: string, service: string): Promise<string[]> {
    const { stdout } = await lab.exec(node, [
      "sh",
      "-c",
      `curl -s 'localhost:8500/v1/health/service/${service}?passing' -H "X-Consul-Token: $CONSUL_HTTP_TOKEN"`,
    ]);
    // Consul answers with a text while it has no leader.
    const found = stdout.startsWith("[") ? (JSON.parse(stdout) as { Node: { Node: string } }[]) : [];
    return found.map(({ Node }) => Node.Node).sort();
  }

  /** The node of the primary, as soon as two replicas follow it, one of them synchronously, and its name has its address. */
  function primary(): Promise<string> {
    return until(
      "a primary that two instances follow",
      async () => {
        const keys = "postgres/default/orders";
        const { stdout } = await lab.exec(client.node, ["consul", "kv", "get", "-recurse", `${keys}/`]);
        const leader = new RegExp(`^${keys}/leader:(\\S+)$`, "m").exec(stdout)?.[1] ?? "";
        const isSynchronous = new RegExp(`^${keys}/sync:.*"sync_standby":"n\\d"`, "m").test(stdout);
        const names = await Promise.all(["orders", "orders-replica"].map((service) => passing(client.node, service)));
        const others = lab.nodes.map((each) => each.name).filter((node) => node !== leader);
        const isComplete = JSON.stringify(names) === JSON.stringify([[leader], others]);
        return isSynchronous && isComplete ? leader : undefined;
      },
      300_000,
    );
  }

  /** The address that programs with access get. */
  async function granted(): Promise<string | undefined> {
    try {
      const { Items } = await nomad<{ Items: Record<string, string> }>(lab, "GET", "/v1/var/postgres/orders/address");
      return lab.nodes.find(({ address }) => address === Items.host)?.name;
    } catch {
      // Nomad has no leader yet.
      return undefined;
    }
  }

  it("has nothing to change in a second plan", async () => {
    const { code, output } = await project.cdknomad("plan");
    expect(output).toMatch(/^no changes$/m);
    expect(code).toBe(0);
  });

  it("has one primary with a name, which the program with access uses, and two replicas", async () => {
    const node = await primary();
    expect(await granted()).toBe(node);
    expect((await client.ask("SELECT count(DISTINCT node) > 0 FROM starts")).text).toBe("t");
    expect(await running(lab, "default", "orders")).toHaveLength(3);
  });

  it("lets its task write the keys of its own in Consul, and no other", async () => {
    const [allocation] = await running(lab, "default", "orders");
    const put = async (key: string) => {
      const { stdout } = await lab.exec("n1", [
        ...(["nomad", "alloc", "exec", "-task", "orders", allocation?.ID ?? "", "python3", "-c"] as const),
        PUT,
        key,
      ]);
      return stdout.trim();
    };
    expect({
      "its own key": await put("kv/postgres/default/orders/note"),
      "a key of another database": await put("kv/postgres/default/other/leader"),
      "another key": await put("kv/note"),
      "a service": await put("agent/service/register"),
      "a policy": await put("acl/policy"),
    }).toEqual({
      "its own key": "200",
      "a key of another database": "403",
      "another key": "403",
      "a service": "403",
      "a policy": "403",
    });
  });

  it("refuses changes by Patroni's REST API without its password", async () => {
    const [allocation] = await running(lab, "default", "orders");
    const { stdout } = await lab.exec("n1", [
      ...(["nomad", "alloc", "exec", "-task", "orders", allocation?.ID ?? "", "python3", "-c"] as const),
      RESTART,
    ]);
    expect(stdout.trim()).toBe("401");
  });

  it("accepts writes again after the node of its primary is powered off, and loses no acknowledged row", async () => {
    const gaps: number[] = [];
    let next = 1;
    for (let count = 0; count < powerOffs; count += 1) {
      const lost = await primary();
      const survivor = lab.nodes.find((each) => each.name !== lost)?.name ?? "";
      client = await clientOn(survivor);
      const acknowledged: { readonly number: number; readonly at: number }[] = [];
      const sightings: Sighting[] = [];
      const programs: Background[] = await Promise.all([
        client.write(next, (number) => acknowledged.push({ number, at: Date.now() })),
        ...lab.nodes.map((node) => client.watch(node.name, (sighting) => sightings.push(sighting))),
      ]);
      await until("20 rows", async () => acknowledged.length >= 20 || undefined);

      const stopped = Date.now();
      await actOnNode(lab, lost, "stop");
      const after = await until("a row after the power-off", async () =>
        acknowledged.find(({ at }) => at > stopped + 2_000),
      );
      const before = acknowledged.filter(({ at }) => at < after.at).at(-1);
      gaps.push((after.at - (before?.at ?? stopped)) / 1000);
      await until("the new address for programs", async () => {
        const node = await granted();
        return node === lost ? undefined : node;
      });
      await until("a program with the new address", async () => {
        const since = new Date(stopped).toISOString();
        const { text } = await client.ask(`SELECT count(*) > 0 FROM starts WHERE time > '${since}'`);
        return text === "t" || undefined;
      });
      print(
        `${lost} powered off: writes again after ${gaps.at(-1)?.toFixed(1)} s, a program restarted with the new address after ${((Date.now() - stopped) / 1000).toFixed(1)} s`,
      );

      await actOnNode(lab, lost, "start");
      await primary();
      await Promise.all(programs.map((program) => program.stop()));
      const primaries = primariesOf(sightings);
      expect(primaries[0]).toMatch(new RegExp(` ${lost}$`));
      expect(primaries.length).toBeGreaterThan(1);

      const rows = new Set((await client.ask("SELECT n FROM numbers")).text.split("\n").map(Number));
      expect(acknowledged.filter(({ number }) => !rows.has(number))).toEqual([]);
      next = (acknowledged.at(-1)?.number ?? next) + 1_000;
      print(`0 of ${acknowledged.length} acknowledged rows lost, primaries ${primaries.join(", ")}`);
    }
    print(`${powerOffs} power-offs: writes again after at most ${Math.max(...gaps).toFixed(1)} s`);
  });
});

/** A request to Consul's API with the token of the task. */
const PUT = `
import os, sys, urllib.request, urllib.error
url = os.environ["PATRONI_CONSUL_URL"] + "/v1/" + sys.argv[1]
request = urllib.request.Request(url, b"{\\"Name\\": \\"note\\"}", {"X-Consul-Token": os.environ["CONSUL_HTTP_TOKEN"]}, method="PUT")
try:
    print(urllib.request.urlopen(request).status)
except urllib.error.HTTPError as error:
    print(error.code)
`;

/** A request to restart the server. */
const RESTART = `
import urllib.request, urllib.error
try:
    print(urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:8008/restart", b"{}", method="POST")).status)
except urllib.error.HTTPError as error:
    print(error.code)
`;
