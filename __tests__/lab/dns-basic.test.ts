import { type DnsServerProps, dnsJob } from "../../constructs/dns";
import { encodeJob } from "../../constructs/spec";
import { type Lab, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { dig, nomad, until } from "./dns/cluster";
import { Project } from "./project";

jest.setTimeout(600_000);

describe("the basic name server of the homelab example, on one node under docker", () => {
  let lab: Lab;
  let project: Project;
  let server: string;
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_LAB: testLab, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    server = String(lab.nodes[0]?.address);
    project = new Project("__tests__/lab/dns/program.ts", environment);
    const { code, output } = await project.cdktf("deploy", "*", "--auto-approve");
    if (code !== 0) {
      throw new Error(output);
    }
  });

  afterAll(async () => {
    for (const job of ["blind", "other", "forwarding"]) {
      await nomad(lab, "DELETE", `/v1/job/${job}?namespace=dns&purge=true`);
    }
    await project.cdktf("destroy", "*", "--auto-approve");
    project.remove();
  });

  it.each(["+notcp", "+tcp"])("answers with the address of the node on which a service runs, %s", async (transport) => {
    const answer = { status: "NOERROR", data: [server] };
    expect(await dig(lab, server, "page-default.lab.example.com", transport)).toEqual(answer);
    expect(await dig(lab, server, "page-lab.lab.lab.example.com", transport)).toEqual(answer);
    expect(await dig(lab, server, "ns.lab.example.com", transport)).toEqual(answer);
  });

  it("does not know a namespace that is not listed", async () => {
    const none = { status: "NXDOMAIN", data: [] };
    expect(await dig(lab, server, "page-secret.secret.lab.example.com")).toEqual(none);
  });

  it("asks its upstreams for other domains, and refuses them where it has none", async () => {
    const run = (props: Omit<DnsServerProps, "namespaces">) =>
      nomad(lab, "POST", "/v1/jobs", {
        Job: encodeJob({ ...dnsJob({ ...props, namespaces: ["default"] }), namespace: "dns" }),
      });
    await run({ name: "other", domain: "example.org", port: 5301 });
    await run({ name: "forwarding", domain: "lab.example.com", port: 5302, upstreams: [`${server}:5301`] });
    const ask = (port: string, ...question: readonly string[]) => dig(lab, server, ...question, "-p", port);
    const known = { status: "NOERROR", data: [server] };
    const refused = { status: "REFUSED", data: [] };
    await until("answers of both", async () => {
      const answers = [
        await ask("5301", "page-default.example.org"),
        await ask("5302", "page-default.lab.example.com"),
      ];
      return answers.every(({ data }) => data.join() === server) ? true : undefined;
    });
    expect(await ask("5302", "page-default.example.org")).toEqual(known);
    expect(await ask("5302", "page-default.example.org", "+tcp")).toEqual(known);
    expect((await ask("5302", "nothing.example.org")).status).toBe("NXDOMAIN");
    // the upstream has none itself
    expect(await ask("5302", "www.example.net")).toEqual(refused);
    expect(await ask("53", "page-default.example.org")).toEqual(refused);
  });

  it("keeps answering for a name in use while Nomad's agent is killed and starts again", async () => {
    const agent = async () => (await lab.exec("n1", ["pgrep", "-f", "nomad-client.json$"])).stdout.trim();
    const killed = await agent();
    expect(killed).toMatch(/^\d+$/);
    const queryPage = async () => {
      const { stdout } = await lab.exec("client", [
        "dig",
        `@${server}`,
        "page-default.lab.example.com",
        "+noall",
        "+answer",
      ]);
      const [, ttl, address] = /^page-default\S+\s+(\d+)\s+IN\s+A\s+(\S+)$/m.exec(stdout) ?? [];
      return { ttl: Number(ttl), address };
    };
    await until("an answer that is soon out of date", async () => ((await queryPage()).ttl <= 1 ? true : undefined));
    expect(await lab.exec("n1", ["kill", "-KILL", killed])).toMatchObject({ code: 0 });
    const answers: Awaited<ReturnType<typeof queryPage>>[] = [];
    await until("a new answer from the agent's successor", async () => {
      answers.push(await queryPage());
      return answers.at(-1)?.ttl === 10 || answers.at(-1)?.address === undefined || undefined;
    });
    expect(await agent()).not.toBe(killed);
    expect(new Set(answers.map(({ address }) => address))).toEqual(new Set([server]));
    // out of date once for each time that Nomad was asked in vain
    expect(answers.filter(({ ttl }) => ttl === 0).length).toBeGreaterThan(1);
  });

  it("gives no address without its identity, and the probe fails too", async () => {
    const probe = (port: string) => dig(lab, server, "nomad.ns.lab.example.com", "-p", port);
    expect((await probe("53")).status).toBe("NXDOMAIN");

    const { groups, ...job } = dnsJob({
      domain: "lab.example.com",
      namespaces: ["default", "lab"],
      name: "blind",
      port: 5300,
    });
    const blind = groups.map((group) => ({
      ...group,
      tasks: (group.tasks ?? []).map(({ identities: _, ...task }) => task),
    }));
    await nomad(lab, "POST", "/v1/jobs", { Job: encodeJob({ ...job, namespace: "dns", groups: blind }) });
    await until("an answer on port 5300", async () =>
      (await probe("5300")).status === "no answer" ? undefined : true,
    );
    // CoreDNS sends both: first a success without any address, then that it has failed
    const failures = [
      { status: "NOERROR", data: [] },
      { status: "SERVFAIL", data: [] },
    ];
    expect(failures).toContainEqual(await probe("5300"));
    expect(failures).toContainEqual(await dig(lab, server, "page-default.lab.example.com", "-p", "5300"));
  });
});
