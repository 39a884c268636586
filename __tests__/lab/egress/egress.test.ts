import { writeFileSync } from "node:fs";
import path from "node:path";
import { dnsJob } from "../../../constructs/dns";
import { encodeJob } from "../../../constructs/spec";
import { type Lab, labDown, requireLab } from "../../../lab";
import { labPaths } from "../../../lab/paths";
import { ensureHostPrograms } from "../../../tools/debian-packages";
import { egressPrograms } from "../../../tools/host-programs";
import { silent } from "../../../tools/progress";
import { run } from "../../../tools/run";
import { ensureTool } from "../../../tools/tool";
import { testLab } from "../../runner/lab";
import { dig, until } from "../dns/cluster";
import { internet, lan, machine, World } from "./world";

jest.setTimeout(600_000);

const name = `${testLab}-egress`;
const cdknomad = path.join(__dirname, "..", "..", "..", "bin", "cdknomad");

describe("a lab with an outbound path", () => {
  const world = new World();
  let lab: Lab;

  beforeAll(async () => {
    // What a lab is made of comes from the real machine's packages: there are none in the world.
    await ensureHostPrograms(silent);
    await ensureHostPrograms(silent, egressPrograms);
    await ensureTool("supervisor", silent);
    await world.up();
    const { code, output } = await world.run(cdknomad, "lab", "up", "--name", name, "--egress-allow", lan.other);
    if (code !== 0) {
      throw new Error(output);
    }
    expect(output).toContain(
      `reach the internet and ${lan.other}/32; this machine and other private networks stay closed`,
    );
    lab = requireLab(name);
  });

  afterAll(async () => {
    await labDown(name);
    await world.down();
  });

  /** Asks a web server, from a host of the lab. */
  async function ask(address: string, host = "n1"): Promise<string> {
    const { stdout, stderr } = await lab.exec(host, ["curl", "-sS", "--max-time", "10", `http://${address}/file`]);
    return stdout || stderr;
  }

  /** Runs a command on the node with Nomad's management token. */
  async function onNode(...argv: [string, ...string[]]): Promise<string> {
    const { code, stdout, stderr } = await lab.exec("n1", argv);
    if (code !== 0) {
      throw new Error(`${argv.join(" ")}: ${stderr}`);
    }
    return stdout;
  }

  async function register(job: object): Promise<void> {
    writeFileSync(path.join(labPaths(name).hostDir("n1"), "job.json"), JSON.stringify({ Job: job }));
    await onNode("nomad", "job", "run", "-detach", "-json", "/run/node/job.json");
  }

  it("reaches the internet by address and by name, from nodes and from the machine outside the cluster", async () => {
    const answer = `${internet.address} has /file\n`;
    expect(await ask(internet.address)).toBe(answer);
    expect(await ask(internet.name)).toBe(answer);
    expect(await ask(internet.name, "client")).toBe(answer);
  });

  it.each([
    ["another machine of the network", lan.one],
    ["this machine", machine],
    ["this machine's loopback, which the network stack could open", "10.0.2.2"],
    ["addresses where clouds have the credentials of a machine", "169.254.169.254"],
  ])("does not reach %s", async (_, address) => {
    expect(await ask(address)).toMatch(/^curl: \(7\) /);
  });

  it("reaches what --egress-allow names", async () => {
    expect(await ask(lan.other)).toBe(`${lan.other} has /file\n`);
  });

  it("is the same lab for a command that asks for the same, and another one for one that does not", async () => {
    const again = await world.run(cdknomad, "lab", "up", "--name", name, "--egress-allow", `${lan.other}/32`);
    expect(again).toMatchObject({ code: 0 });
    const other = await world.run(cdknomad, "lab", "up", "--name", name, "--egress");
    expect(other.output).toContain(`is already running with --egress-allow ${lan.other}/32, not --egress; `);
    expect(other.code).toBe(1);
  });

  it("downloads the artifact of a task", async () => {
    await register({
      ID: "fetch",
      Type: "batch",
      Datacenters: ["*"],
      TaskGroups: [
        {
          Name: "fetch",
          RestartPolicy: { Attempts: 0, Mode: "fail" },
          Tasks: [
            {
              Name: "fetch",
              Driver: "docker",
              Config: { image: "busybox:1.35.0", command: "grep", args: [internet.address, "/local/file"] },
              Artifacts: [{ GetterSource: `http://${internet.name}/file`, RelativeDest: "local/" }],
              Resources: { CPU: 50, MemoryMB: 32 },
            },
          ],
        },
      ],
    });
    const ended = await until("the job", async () => {
      const allocations = JSON.parse(await onNode("nomad", "job", "allocs", "-json", "fetch")) as {
        ClientStatus: string;
        TaskStates?: Record<string, { Events?: { DisplayMessage: string }[] }>;
      }[];
      const [allocation] = allocations;
      return allocation && ["complete", "failed"].includes(allocation.ClientStatus) ? allocation : undefined;
    });
    const events = ended.TaskStates?.fetch?.Events?.map(({ DisplayMessage }) => DisplayMessage);
    expect({ status: ended.ClientStatus, events }).toMatchObject({ status: "complete" });
  });

  it("lets the name server of a DnsServer ask its upstreams", async () => {
    const { groups, ...job } = dnsJob({
      domain: "lab.example.com",
      namespaces: ["default"],
      upstreams: [internet.nameServer],
      port: 5300,
    });
    await register(encodeJob({ ...job, namespace: "default", groups }));
    const [node] = lab.nodes;
    const answer = await until("an answer of the upstream", async () => {
      const { data } = await dig(lab, node?.address ?? "", internet.name, "-p", "5300");
      return data.length > 0 ? data : undefined;
    });
    expect(answer).toEqual([internet.address]);
  });

  it("has the path again when its network stack was killed", async () => {
    const { stdout } = await run(["pgrep", "--parent", String(lab.supervisorPid), "--exact", "slirp4netns"]);
    const pids = stdout.trim().split("\n").map(Number);
    expect(pids.every((pid) => pid > 1)).toBe(true);
    for (const pid of pids) {
      process.kill(pid, "SIGKILL");
    }
    await until("the internet", async () =>
      (await ask(internet.address)).startsWith(internet.address) ? true : undefined,
    );
    expect(await ask(lan.one)).toMatch(/^curl: \(7\) /);
    expect(await ask(lan.other)).toBe(`${lan.other} has /file\n`);
  });
});
