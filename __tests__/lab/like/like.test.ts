import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { table } from "../../../cli/table";
import type { NomadClient } from "../../../clients";
import { retry } from "../../../clients";
import { encodeJob } from "../../../constructs/spec";
import { findLab, type Lab, labDown, labUp, requireLab } from "../../../lab";
import { nomadApi } from "../../../lab/apis";
import { differences, factsOf } from "../../../lab/like/differences";
import { parseInventory, readInventoryFile } from "../../../lab/like/parse-inventory";
import { readInventory } from "../../../lab/like/read-inventory";
import { testLab } from "../../runner/lab";
import { Project } from "../project";
import { edge, groups } from "./groups";

jest.setTimeout(600_000);

const name = `${testLab}-like`;

/**
 * Five nodes in three datacenters. It is put together from what public issues of Nomad show of real nodes, such as a name with a slash
 * (nomad#6036) and machines in clouds (nomad#22444), in the form in which `cdknomad inventory` writes it.
 */
const file = path.join(__dirname, "inventory.json");
const there = readInventoryFile(file);

/** Jobs that only that cluster can place. */
const jobs = [
  encodeJob({ name: "database", datacenters: ["eu-west-1a"], groups }),
  encodeJob({ name: "gateway", datacenters: ["eu-west-1a"], nodePool: "edge", groups: edge }),
];

describe("a lab like a cluster", () => {
  let lab: Lab;
  let prod: Server;
  let project: Project;
  /** Requests that the servers of the environment got. */
  const requests: string[] = [];

  beforeAll(async () => {
    prod = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => prod.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(prod.address() as AddressInfo).port}`;
    // A shell that is for the environment has its token.
    const shell = {
      LIKE_PROD: address,
      NOMAD_ADDR: address,
      NOMAD_TOKEN: "token-of-prod",
      TF_VAR_like_key: "key-of-prod",
    };
    project = new Project(path.join(__dirname, "program.ts"), { ...shell, CDKNOMAD_LAB_TLS: "" });
    const { code, output } = await project.cdknomad("lab", "up", "--name", name, "--like", file);
    expect(output).toContain("n1 10.0.10.11 (carrack/0), n2 10.0.10.12 (gateway-1)");
    expect(code).toBe(0);
    lab = requireLab(name);
  });

  afterAll(async () => {
    project.remove();
    prod.close();
    await labDown(name);
  });

  it("has all that jobs can constrain on, except what no lab can have", async () => {
    const here = await retry({ what: "the CSI plugins", limit: 90_000 }, async () => {
      const inventory = await readInventory(nomadApi(lab));
      const started = inventory.nodes.flatMap(({ csiPlugins }) => csiPlugins.map(({ id }) => id));
      expect(started).toEqual(["aws-ebs0", "aws-ebs0"]);
      return inventory;
    });
    const found = differences(there, here);
    const equal = there.nodes.map((node) => {
      const own = found.filter((difference) => difference.node === node.name && difference.there !== "");
      return [node.name, String(factsOf(node).size - own.length), String(own.length)];
    });
    const reasons = [...new Set(found.map(({ reason = "" }) => reason))].map((reason) => {
      const its = found.filter((difference) => (difference.reason ?? "") === reason);
      return [
        reason || "NOT EXPLAINED",
        String(its.length),
        [...new Set(its.map(({ what }) => what))].join(" ").slice(0, 60),
      ];
    });
    process.stdout.write(
      `\n${table(["node", "equal", "different"], equal)}\n${table(["reason", "count", "what"], reasons)}`,
    );
    expect(found.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(here).toMatchObject({ region: "eu", scheduler: there.scheduler });
    expect(here.nodes.map(({ capacity, reserved }) => [capacity, reserved])).toEqual(
      there.nodes.map(({ capacity, reserved }) => [capacity, reserved]),
    );
  });

  it("places a program for that cluster, which a plain lab does not place", async () => {
    const placeable = async (nomad: NomadClient) =>
      Promise.all(
        jobs.map(async (Job) => {
          const { FailedTGAllocs } = await nomad.request<{ FailedTGAllocs: object | null }>(
            "POST",
            `/v1/job/${Job.ID}/plan`,
            { body: { Job: { ...Job, Region: undefined }, Diff: false } },
          );
          return [Job.ID, Object.keys(FailedTGAllocs ?? {})];
        }),
      );
    const plain = nomadApi(await labUp({ name: testLab }));
    // It has the names of pools and datacenters that Nomad would refuse otherwise.
    await plain.request("POST", "/v1/node/pools", { body: { Name: "edge" } });
    expect(await placeable(plain)).toEqual([
      ["database", ["database"]],
      ["gateway", ["gateway"]],
    ]);
    await plain.request("DELETE", "/v1/node/pool/edge");
    expect(await placeable(nomadApi(lab))).toEqual([
      ["database", []],
      ["gateway", []],
    ]);
  });

  it("runs a rehearsal of the program for an environment, which never reaches that environment", async () => {
    const { code, output } = await project.cdknomad("up", "--environment", "prod", "--on", name);
    expect(output).toContain("Not rehearsed of prod:");
    expect(output).toContain("secrets, which are placeholders: /etc/hostname, like_key");
    expect(output).toContain("the data of volumes, which are empty: postgres-data");
    expect(code).toBe(0);
    expect(requests).toEqual([]);
    const variable = await nomadApi(lab).get<{ Items: object }>("/v1/var/nomad/jobs/database");
    expect(variable.Items).toEqual({
      password: "placeholder for /etc/hostname",
      key: "placeholder for like_key",
    });
    const allocations =
      await nomadApi(lab).get<readonly { NodeName: string; JobID: string; ClientStatus: string }[]>("/v1/allocations");
    const own = allocations.filter(({ JobID }) => JobID === "database" || JobID === "gateway");
    expect(own.map(({ JobID, NodeName, ClientStatus }) => [JobID, NodeName, ClientStatus]).sort()).toEqual([
      ["database", "carrack/0", "running"],
      ["gateway", "gateway-1", "running"],
    ]);
    expect(existsSync(path.join(project.folder, "cdktf.out"))).toBe(false);
  });

  it("does not start a rehearsal of a program that reaches more than the lab", async () => {
    process.env.LIKE_REACH = "prod";
    const { code, output } = await project.cdknomad("up", "--environment", "prod", "--on", name);
    delete process.env.LIKE_REACH;
    expect(output).toMatch(
      /elsewhere: the provider "nomad" at http:\/\/127\.0\.0\.1:\d+\n +elsewhere: its state in .*elsewhere/,
    );
    expect(output).toContain("(rehearsal-not-possible)");
    expect(code).toBe(1);
    expect(requests).toEqual([]);
  });

  it("is not another lab while it runs", async () => {
    expect(await project.cdknomad("lab", "up", "--name", name, "--like", file)).toMatchObject({ code: 0 });
    const { output } = await project.cdknomad("lab", "up", "--name", testLab, "--like", file);
    expect(output).toMatch(/is already running (with 1 node|without --like).*\(lab-differs\)/);
  });
});

describe("a cluster that cannot be read", () => {
  it("is one clear error before anything starts", async () => {
    const project = new Project(path.join(__dirname, "program.ts"), { NOMAD_ADDR: "", NOMAD_TOKEN: "t" });
    const { code, output } = await project.cdknomad("lab", "up", "--name", `${name}-no`, "--like", "prod");
    project.remove();
    expect(output).toMatch(/nomad at http:\/\/127\.0\.0\.1:1 does not answer: .*\(server-unreachable\)/);
    expect(code).toBe(1);
    expect(findLab(`${name}-no`)).toBeUndefined();
    expect(() => parseInventory(readFileSync(__filename, "utf8"), "like.test.ts")).toThrow("(inventory-invalid)");
  });
});
