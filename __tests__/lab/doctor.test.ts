import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { NomadClient } from "../../clients";
import { type Lab, labDown, labUp, labVariables } from "../../lab";
import { setUpWorkloadIdentity } from "../../lab/access";
import { consulApi, nomadApi } from "../../lab/apis";
import { actOnNode } from "../../lab/node";
import { testLab } from "../runner/lab";
import { Typed } from "./plan/typed";
import { Project, type Result } from "./project";

jest.setTimeout(600_000);

const name = `${testLab}-doctor`;
/** The stacks find the lab by its name, whatever the shell that runs the tests has. */
const byName: NodeJS.ProcessEnv = {
  CDKNOMAD_LAB: name,
  NOMAD_ADDR: undefined,
  NOMAD_TOKEN: undefined,
  CONSUL_HTTP_ADDR: undefined,
  CONSUL_HTTP_TOKEN: undefined,
};
const ready = "✔ this machine, the cluster, states, tokens and versions are as an apply needs them\n";

/** A result of doctor without its first line, which names the environment and the servers. */
async function withoutFirstLine(result: Promise<Result>): Promise<Result> {
  const { code, output } = await result;
  return { code, output: output.replace(/^(environment|nomad at) .*\n(?=\d+ stacks)/m, "") };
}

/** The lab of this file is broken in every way that a doctor shall see; it has TLS, and nobody may log in to Consul at first. */
describe("cdknomad doctor", () => {
  const empty = mkdtempSync(path.join(tmpdir(), "cdknomad-doctor-"));
  let lab: Lab;
  let broken: Project;
  const places: NodeJS.ProcessEnv = { ...byName, CDKNOMAD_TEST_PLACES: "1" };

  /** What it prints where there is no project, with these variables beside those of the lab; `undefined` takes one away. */
  const doctor = (changes: NodeJS.ProcessEnv) =>
    new Typed(empty, { ...labVariables(lab), ...changes }, ["cdknomad", "doctor"]).ended;
  const tls = () => lab.tls as NonNullable<Lab["tls"]>;

  beforeAll(async () => {
    lab = await labUp({ name, tls: true, workloadIdentity: false });
    broken = new Project("__tests__/lab/doctor/program.ts", places);
    const holder = {
      ID: "holder",
      Datacenters: ["*"],
      TaskGroups: [
        {
          Name: "main",
          Networks: [{ Mode: "host", ReservedPorts: [{ Label: "http", Value: 18080 }] }],
          Tasks: [{ Name: "main", Driver: "raw_exec", Config: { command: "/bin/sleep", args: ["86400"] } }],
        },
      ],
    };
    await nomadApi(lab).request("POST", "/v1/jobs", { body: { Job: holder } });
    const placed = () => nomadApi(lab).get<object[]>("/v1/job/holder/allocations");
    while ((await placed()).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  afterAll(async () => {
    broken.remove();
    rmSync(empty, { recursive: true });
    await labDown(name);
  });

  it("says what no node has that the jobs of a stack need, and that nobody can log in to Consul", async () => {
    expect(await withoutFirstLine(broken.cdknomad("doctor"))).toEqual({
      code: 1,
      output: `1 stacks looked at
✖ consul: it has no auth method "nomad-workloads", with which default/page, lab/page-of-lab would log in; make it with: nomad setup consul, or with WorkloadIdentity in a stack (consul-login-fails)
✖ [default/elsewhere] groups.g1: no node may run it (n1 is in the datacenter lab01); start or enable a node, or change datacenters, nodePool or constraints (no-node-fits)
✖ [default/nodes] groups.g1: no node that may run it has the driver "qemu" (n1: not detected); install or enable it in the clients' plugin block, or choose another driver (no-node-fits)
✖ [default/nodes] groups.g2: no node that may run it has the CNI network "wan" (n1: it has lan); put a file with "name": "wan" where cni_config_dir of the clients says (/opt/cni/config), and restart them (no-node-fits)
✖ [default/nodes] groups.g3: no node that may run it has the host volume "nowhere" (n1: it has none); make it with HostVolume in a stack, or declare it in the host_volume blocks of the clients (no-node-fits)
✖ [default/nodes] groups.g4: no node that may run it has the CSI volume "none" (n1: there is no such volume); make it with CsiVolume in a stack, or register it with: nomad volume register (no-node-fits)
✖ [default/held] groups.g1.network.ports.http: port 18080 is wanted by 1 instance, and no node can give it (n1: default/holder has it); choose another port, fewer instances or more nodes (port-not-available)
✖ [default/one] groups.g1.network.ports.http and [default/two] groups.g1.network.ports.http: port 18081 is wanted by 2 instances, and one node can give it; choose another port, fewer instances or more nodes (port-not-available)
`,
    });
  });

  it("says that Consul cannot get Nomad's keys, which rule is missing and which namespace has no role", async () => {
    await setUpWorkloadIdentity(consulApi(lab), true);
    delete places.CDKNOMAD_TEST_PLACES;
    const rules = await consulApi(lab).get<{ ID: string; BindType: string }[]>("/v1/acl/binding-rules");
    const service = rules.find(({ BindType }) => BindType === "service");
    await lab.exec("n1", ["consul", "acl", "binding-rule", "delete", "-id", service?.ID ?? ""]);
    const keys = (does: "-I" | "-D") =>
      lab.exec("n1", [
        "iptables",
        does,
        "INPUT",
        "-p",
        "tcp",
        "--dport",
        "4640",
        "-j",
        "REJECT",
        "--reject-with",
        "tcp-reset",
      ]);
    await keys("-I");
    const { code, output } = await withoutFirstLine(broken.cdknomad("doctor"));
    await keys("-D");
    await consulApi(lab).request("PUT", "/v1/acl/binding-rule", { body: { ...service, ID: undefined } });
    const url = "http://127.0.0.1:4640/.well-known/jwks.json";
    expect({ code, output }).toEqual({
      code: 1,
      output: `1 stacks looked at
✖ consul: it cannot get nomad's public keys from ${url}: get keys failed Get "${url}": dial tcp 127.0.0.1:4640: connect: connection refused; correct JWKSURL of the auth method "nomad-workloads", or let the servers of consul through to it (consul-login-fails)
✖ consul: no binding rule of "nomad-workloads" lets services register, as those of default/page, lab/page-of-lab; make both rules with: nomad setup consul (consul-login-fails)
✖ consul: tasks of the namespace "lab" cannot log in, as those of lab/page-of-lab: there is no role "nomad-lab-tasks"; make it with addTaskRole("lab") of WorkloadIdentity or ExistingWorkloadIdentity (consul-login-fails)
`,
    });
  });

  describe("with the stacks of this repository", () => {
    let project: Project;
    const environment: NodeJS.ProcessEnv = { ...byName };

    beforeAll(() => {
      project = new Project("main.ts", environment);
    });

    afterAll(() => project.remove());

    it("has nothing to say on a healthy lab", async () => {
      const { code, output } = await withoutFirstLine(project.cdknomad("doctor"));
      // Synthesis may build a provider before it, and says so.
      expect(output.replace(/^.*building terraform-provider.*\n/gm, "")).toBe(
        `3 stacks looked at\n${ready}1 nodes asked\n✔ nothing is missing\n`,
      );
      expect(code).toBe(0);
    });

    it("says that there is neither Terraform nor Go, and that the program fails without", async () => {
      const programs = path.join(empty, "programs");
      mkdirSync(programs);
      symlinkSync(process.execPath, path.join(programs, "node"));
      environment.PATH = programs;
      environment.TERRAFORM_BINARY_NAME = undefined;
      const { code, output } = await project.cdknomad("doctor", "--json");
      // The program's own words come before it, on standard error.
      const { findings } = JSON.parse(output.slice(output.indexOf('{\n  "format"')));
      expect(findings).toEqual([
        {
          check: "machine",
          code: "tool-unusable",
          level: "problem",
          message:
            "terraform: neither terraform nor tofu is in PATH, and without Go OpenTofu cannot be built; install Terraform 1.2.0 or newer, or OpenTofu",
        },
        {
          check: "machine",
          code: "tool-unusable",
          level: "problem",
          message:
            "go: there is none in PATH, and the providers of the stacks are built with it; install Go 1.26 or newer",
        },
        {
          check: "program",
          code: "program-failed",
          level: "problem",
          message: expect.stringMatching(
            /^the program of this folder does not synthesize: the program failed \(`node .*` exited with 1\); fix the error above and run the command again; --verbose shows the stack trace$/,
          ),
        },
      ]);
      expect(code).toBe(1);
    });
  });

  it("says that no cluster was looked at where nothing names one", async () => {
    expect(await doctor({ ...byName, CDKNOMAD_LAB: "no-such-lab" })).toEqual({
      code: 0,
      output:
        "? no cluster was checked: there is no cdktf.json here, NOMAD_ADDR and CONSUL_HTTP_ADDR are not set, and no lab is running; run this in a project, or set one of them (not-checked)\n",
    });
  });

  it("says nothing of the cluster that the variables of lab env name, where there is no project", async () => {
    expect(await doctor({})).toEqual({ code: 0, output: ready });
  });

  it("says of each server in its own words why TLS to it fails", async () => {
    const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "", NOMAD_CACERT, CONSUL_CACERT } = labVariables(lab);
    const outputOf = async (changes: NodeJS.ProcessEnv) => (await doctor(changes)).output;
    const both = (nomad: string, consul: string) =>
      `✖ nomad ${nomad} (server-unreachable)\n✖ consul ${consul} (server-unreachable)\n`;
    const [ofNomad, ofConsul] = [tls().nomad, tls().consul];
    const without = "requires a client certificate, and none was sent; set";

    expect(
      await Promise.all([
        outputOf({ NOMAD_CACERT: undefined, CONSUL_CACERT }),
        outputOf({ NOMAD_CACERT: CONSUL_CACERT, CONSUL_CACERT: NOMAD_CACERT }),
        outputOf({
          NOMAD_CLIENT_CERT: undefined,
          NOMAD_CLIENT_KEY: undefined,
          CONSUL_CLIENT_CERT: undefined,
          CONSUL_CLIENT_KEY: undefined,
        }),
        outputOf({
          NOMAD_CLIENT_CERT: ofConsul.certFile,
          NOMAD_CLIENT_KEY: ofConsul.keyFile,
          CONSUL_TLS_SERVER_NAME: "consul.example.com",
        }),
        outputOf({
          NOMAD_ADDR: NOMAD_ADDR.replace("https:", "http:"),
          CONSUL_HTTP_ADDR: CONSUL_HTTP_ADDR.replace("https:", "http:"),
        }),
      ]),
    ).toEqual([
      `✖ nomad at ${NOMAD_ADDR} has a certificate of an authority that this machine does not trust (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set NOMAD_CACERT, or tls.caFile of the settings, to the file with that authority's certificate (server-unreachable)\n`,
      both(
        `at ${NOMAD_ADDR} has a certificate that the authority in ${ofConsul.caFile} did not sign (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set NOMAD_CACERT, or tls.caFile of the settings, to the authority of this cluster`,
        `at ${CONSUL_HTTP_ADDR} has a certificate that the authority in ${ofNomad.caFile} did not sign (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set CONSUL_CACERT, or tls.caFile of the settings, to the authority of this cluster`,
      ),
      both(
        `at ${NOMAD_ADDR} ${without} NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings`,
        `at ${CONSUL_HTTP_ADDR} ${without} CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings`,
      ),
      both(
        `at ${NOMAD_ADDR} rejects the client certificate ${ofConsul.certFile} (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA); set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings, to a pair that the server's authority signed and that has not expired`,
        `at ${CONSUL_HTTP_ADDR} has a certificate for other names (Host: consul.example.com. is not in the cert's altnames: DNS:n1, DNS:server.lab01.consul, DNS:localhost, IP Address:10.0.10.11, IP Address:127.0.0.1); use one of its names in the address, or set CONSUL_TLS_SERVER_NAME to one`,
      ),
      both(
        `at ${NOMAD_ADDR.replace("https:", "http:")} requires TLS; write https:// in its address`,
        `at ${CONSUL_HTTP_ADDR.replace("https:", "http:")} requires TLS; write https:// in its address`,
      ),
    ]);
  });

  it("says whose clock is wrong, and which server does not use TLS", async () => {
    const [late, early] = [await withClock(-95), await withClock(150)];
    try {
      const consul = { CONSUL_HTTP_ADDR: undefined };
      // The node's own clock is that of Nomad's server, so the answer of the server is the one that is wrong.
      expect((await doctor({ ...consul, NOMAD_ADDR: late.address })).output).toMatch(
        new RegExp(
          `^! the clock of nomad at ${late.address} is \\d+ s behind that of node n1: consul refuses identities of workloads when the two differ by a minute; set it by NTP \\(timedatectl set-ntp true\\) \\(clock-differs\\)$`,
          "m",
        ),
      );
      // A token that may not see the nodes has nothing else to compare it with than this machine.
      const stranger = { ...consul, NOMAD_TOKEN: "" };
      expect((await doctor({ ...stranger, NOMAD_ADDR: early.address })).output).toMatch(
        new RegExp(
          `^! this machine's clock is \\d+ (s|min) behind that of nomad at ${early.address}: certificates and tokens with an end are misjudged here; set it by NTP \\(timedatectl set-ntp true\\) \\(clock-differs\\)$`,
          "m",
        ),
      );
      const plain = early.address.replace("http:", "https:");
      expect((await doctor({ ...consul, NOMAD_ADDR: plain })).output).toBe(
        `✖ nomad at ${plain} does not use TLS; write http:// in its address, or enable TLS on the server (server-unreachable)\n`,
      );
    } finally {
      for (const { server } of [late, early]) {
        server.close();
        server.closeAllConnections();
      }
    }
  });

  it("says that agents do not answer on a node that is off", async () => {
    await actOnNode(lab, "n1", "stop");
    const { code, output } = await doctor({});
    expect(output.split("\n").map((line) => line.replace(/does not answer: .*;/, "does not answer: ...;"))).toEqual([
      `✖ nomad at ${lab.nomadAddr} does not answer: ...; correct the address, or start the server (server-unreachable)`,
      `✖ consul at ${lab.consulAddr} does not answer: ...; correct the address, or start the server (server-unreachable)`,
      "",
    ]);
    expect(code).toBe(1);
  });

  /** The real Nomad, but for the clock in its answers: the nodes of a lab all have this machine's. */
  async function withClock(ahead: number): Promise<{ readonly address: string; readonly server: Server }> {
    const server = createServer(async (incoming, answer) => {
      const token = incoming.headers["x-nomad-token"];
      const nomad = new NomadClient({ ...nomadApi(lab).access, token: typeof token === "string" ? token : "" });
      const response = await nomad.send("GET", incoming.url ?? "/");
      const date = new Date(Date.now() + ahead * 1000).toUTCString();
      answer.writeHead(response.status, { "content-type": "application/json", date });
      answer.end(response.text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
  }
});
