import { askNodes } from "../../cli/commands/doctor/ask-nodes";
import { examine } from "../../cli/commands/doctor/findings";
import { type Lab, labDown, labUp } from "../../lab";
import { actOnNode } from "../../lab/node";
import { testLab } from "../runner/lab";
import { dig, holder, holders, nomad, running, until, virtualIp, whole } from "./dns/cluster";
import { type Figures, Load } from "./dns/load";
import { Project, type Result } from "./project";

jest.setTimeout(900_000);

const name = `${testLab}-dns`;
const page = "page-lab.lab.lab.example.com";

/** How often a node is switched off under load; `CDKNOMAD_DNS_RUNS=10` for figures worth quoting. */
const runs = Number(process.env.CDKNOMAD_DNS_RUNS ?? "2");

const say = (what: string, { asked, lost, gap }: Figures) =>
  process.stderr.write(
    `    ${what}: ${lost} of ${asked} questions lost, at most ${gap.toFixed(1)} s without an answer\n`,
  );

describe("the name server of the story on three nodes, asked from outside the cluster", () => {
  let lab: Lab;
  let project: Project;

  const environment: NodeJS.ProcessEnv = { CDKNOMAD_LAB: name, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };

  /** Deploys the name server, with changes to its settings. */
  function deploy(changes: object, stack: string): Promise<Result> {
    environment.DNS_CHANGES = JSON.stringify(changes);
    return project.cdktf("deploy", stack, "--auto-approve", "--ignore-missing-stack-dependencies");
  }

  beforeAll(async () => {
    lab = await labUp({ name, nodes: 3 });
    project = new Project("__tests__/lab/dns/program.ts", environment);
    const { code, output } = await deploy({}, "*");
    if (code !== 0) throw new Error(output);
    await whole(lab);
  });

  afterAll(async () => {
    await labDown(name);
    project?.remove();
  });

  it.each(["+notcp", "+tcp"])("knows a service of the default namespace by its name alone, %s", async (transport) => {
    const [allocation] = await running(lab, "default", "page");
    const node = lab.nodes.find((each) => each.name === allocation?.NodeName);
    const answer = { status: "NOERROR", data: [node?.address] };
    expect(await dig(lab, virtualIp, "page-default.lab.example.com", transport)).toEqual(answer);
    expect(await dig(lab, virtualIp, "page-default.default.lab.example.com", transport)).toEqual(answer);
  });

  it.each(["+notcp", "+tcp"])("gives the addresses of all instances, %s", async (transport) => {
    const services = await nomad<{ Address: string }[]>(lab, "GET", "/v1/service/page-lab?namespace=lab");
    const data = services.map(({ Address }) => Address).sort();
    expect(data).toHaveLength(3);
    expect(await dig(lab, virtualIp, page, transport)).toEqual({ status: "NOERROR", data });
  });

  it("gives the ports, under the name that was asked for", async () => {
    const services = await nomad<{ Port: number }[]>(lab, "GET", "/v1/service/page-lab?namespace=lab");
    const data = services.map(({ Port }) => `10 10 ${Port} ${page}.`).sort();
    expect(await dig(lab, virtualIp, page, "SRV")).toEqual({ status: "NOERROR", data });
  });

  it.each(["nothing.lab.example.com", "nothing.lab.lab.example.com", "a.page-default.lab.lab.example.com"])(
    "says that %s does not exist",
    async (unknown) => {
      expect((await dig(lab, virtualIp, unknown)).status).toBe("NXDOMAIN");
    },
  );

  it("says the same of a service in a namespace that it is not to tell, which Nomad would let it read", async () => {
    const services = await nomad<object[]>(lab, "GET", "/v1/service/page-secret?namespace=secret");
    expect(services).toHaveLength(1);
    const none = { status: "NXDOMAIN", data: [] };
    expect(await dig(lab, virtualIp, "page-secret.secret.lab.example.com")).toEqual(none);
    expect(await dig(lab, virtualIp, "page-secret.secret.lab.lab.example.com")).toEqual(none);
    expect((await dig(lab, virtualIp, "page-secret.lab.example.com")).status).toBe("NXDOMAIN");
  });

  it("says of other types that there is no such record, not that there is no such name", async () => {
    expect(await dig(lab, virtualIp, page, "TXT")).toEqual({ status: "NOERROR", data: [] });
    expect(await dig(lab, virtualIp, page, "AAAA")).toEqual({ status: "NOERROR", data: [] });
  });

  it("is the authority for its zone", async () => {
    expect(await dig(lab, virtualIp, "lab.example.com", "NS")).toEqual({
      status: "NOERROR",
      data: ["ns.lab.example.com."],
    });
    expect(await dig(lab, virtualIp, "ns.lab.example.com")).toEqual({ status: "NOERROR", data: [virtualIp] });
  });

  it("refuses other domains", async () => {
    expect(await dig(lab, virtualIp, "www.example.org")).toEqual({ status: "REFUSED", data: [] });
  });

  it("finds nothing to change in a second plan", async () => {
    const { code, output } = await project.plan("names");
    expect(output).toContain("No changes. Your infrastructure matches the configuration.");
    expect(code).toBe(0);
  });

  it("follows a workload that moves to another node", async () => {
    const [allocation] = await running(lab, "default", "page");
    if (!allocation) throw new Error("the page does not run");
    const eligibility = (Eligibility: "eligible" | "ineligible") =>
      nomad(lab, "POST", `/v1/node/${allocation.NodeID}/eligibility`, { Eligibility });
    await eligibility("ineligible");
    const began = Date.now();
    await nomad(lab, "POST", `/v1/allocation/${allocation.ID}/stop?namespace=default`);
    const now = await until("the page on another node", async () => {
      const [moved] = await running(lab, "default", "page");
      return moved && moved.NodeID !== allocation.NodeID ? moved : undefined;
    });
    const address = lab.nodes.find((node) => node.name === now.NodeName)?.address;
    await until("its new address", async () => {
      const { data } = await dig(lab, virtualIp, "page-default.lab.example.com");
      return data.join() === address ? true : undefined;
    });
    process.stderr.write(`    the answer followed ${((Date.now() - began) / 1000).toFixed(1)} s after the stop\n`);
    await eligibility("eligible");
  });

  it("moves the address away from a CoreDNS that lives and does not answer, and lets it stay where it is then", async () => {
    const before = await holder(lab);
    const { stdout } = await lab.exec(before, ["podman", "ps", "--quiet", "--filter", "name=^coredns-"]);
    const container = stdout.trim();
    await lab.exec(before, ["podman", "pause", container]);
    const after = await until("another node with the address", async () => {
      const found = await holders(lab);
      return found.length === 1 && found[0] !== before ? found[0] : undefined;
    });
    expect((await dig(lab, virtualIp, page)).status).toBe("NOERROR");
    await lab.exec(before, ["podman", "unpause", container]);
    await whole(lab);
    expect(await holder(lab)).toBe(after);
  });

  it(`answers again when the node with the address loses its power, ${runs} times, and loses nothing when it comes back`, async () => {
    for (let run = 1; run <= runs; run++) {
      const load = await Load.start(lab, virtualIp, page);
      const lost = await holder(lab);
      const off = Date.now();
      await actOnNode(lab, lost, "stop");
      const after = await until("another node with the address", async () => {
        const found = await holders(lab);
        return found.length === 1 && found[0] !== lost ? found[0] : undefined;
      });
      // long enough to see answers go out of date that nobody renews
      await load.until(({ asked, answered }) => asked > off + 10_000 && answered !== undefined);
      say(`run ${run}, ${lost} off`, load.figures(off));
      const on = Date.now();
      await actOnNode(lab, lost, "start");
      await whole(lab);
      const back = load.figures(on);
      say(`run ${run}, ${lost} on again`, back);
      await load.stop();
      expect({ lost: back.lost, holder: await holder(lab) }).toEqual({ lost: 0, holder: after });
    }
  });

  it("answers again when the cable of the node with the address is pulled, and has one address when it is back", async () => {
    const load = await Load.start(lab, virtualIp, page);
    const cut = await holder(lab);
    const off = Date.now();
    await actOnNode(lab, cut, "partition");
    await load.until(({ asked, answered }) => asked > off + 10_000 && answered !== undefined);
    say(`${cut} cut off`, load.figures(off));
    const on = Date.now();
    await actOnNode(lab, cut, "heal");
    await whole(lab);
    await load.until(({ asked, answered }) => asked > on + 5_000 && answered !== undefined);
    say(`${cut} back`, load.figures(on));
    await load.stop();
    await holder(lab);
  });

  it.each(["nomad", "consul"] as const)("goes on answering when the leader of %s is lost", async (program) => {
    const load = await Load.start(lab, virtualIp, page);
    const address = program === "nomad" ? lab.nomadAddr : lab.consulAddr;
    const headers = { "X-Nomad-Token": lab.nomadToken(), "X-Consul-Token": lab.consulToken() };
    const leader = (await (await fetch(`${address}/v1/status/leader`, { headers })).json()) as string;
    const lost = lab.nodes.find((node) => leader.startsWith(`${node.address}:`))?.name ?? "";
    const off = Date.now();
    await actOnNode(lab, lost, "stop");
    await load.until(({ asked, answered }) => asked > off + 10_000 && answered !== undefined);
    say(`${lost}, leader of ${program}, off`, load.figures(off));
    await actOnNode(lab, lost, "start");
    await whole(lab);
    await load.stop();
    await holder(lab);
  });

  it("is told by doctor what a node lacks, before it is deployed there", async () => {
    const api = { address: lab.nomadAddr, token: lab.nomadToken() };
    const look = async () => (await askNodes(api, { namespace: "dns", id: "coredns" })).flatMap(examine);
    expect(await look()).toEqual([]);

    const sysctl = (value: string) => lab.exec("n2", ["sysctl", "-w", `net.ipv4.ip_nonlocal_bind=${value}`]);
    await sysctl("0");
    const findings = await look();
    await sysctl("1");
    expect(findings).toEqual([
      {
        node: "n2",
        level: "problem",
        message:
          "net.ipv4.ip_nonlocal_bind is 0, so CoreDNS cannot listen on the virtual address before the node has it; sysctl -w net.ipv4.ip_nonlocal_bind=1",
      },
    ]);
    await expect(nomad(lab, "GET", "/v1/job/cdknomad-doctor")).rejects.toThrow("job not found");
  });

  it("loses no question while all three are updated", async () => {
    const load = await Load.start(lab, virtualIp, page);
    const began = Date.now();
    const { code } = await deploy({ cache: 20, image: "docker.io/coredns/coredns:latest" }, "names");
    const figures = load.figures(began);
    say("rolling update", figures);
    await load.stop();
    expect({ code, lost: figures.lost, failures: load.failures(began) }).toEqual({ code: 0, lost: 0, failures: [] });
  });

  it("loses no question when the new version is bad, and goes back to the last good one", async () => {
    const load = await Load.start(lab, virtualIp, page);
    const began = Date.now();
    const { code } = await deploy({ cache: 20, image: "docker.io/coredns/coredns:none" }, "names");
    expect(code).not.toBe(0);
    await whole(lab);
    const figures = load.figures(began);
    say("bad update", figures);
    await load.stop();
    expect(figures.lost).toBe(0);
    const { TaskGroups } = await nomad<{ TaskGroups: { Tasks: { Name: string; Config: { image: string } }[] }[] }>(
      lab,
      "GET",
      "/v1/job/coredns?namespace=dns",
    );
    const task = TaskGroups[0]?.Tasks.find((each) => each.Name === "coredns");
    expect(task?.Config.image).toBe("docker.io/coredns/coredns:latest");
  });
});
