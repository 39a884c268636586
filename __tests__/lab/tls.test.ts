import { readdirSync, statSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import path from "node:path";
import { listServices } from "../../cli/services";
import { readTlsFiles, type TlsFiles } from "../../clients";
import { type Lab, labDown, labUp, labVariables } from "../../lab";
import { nomadApi } from "../../lab/apis";
import { labPaths } from "../../lab/paths";
import { until } from "./dns/cluster";
import { changeJob } from "./engines/change-job";
import { Project } from "./project";

jest.setTimeout(600_000);

const name = "tls";
const stacks = ["access", "apps", "dns"];

/**
 * How a connection ends that shows no certificate. A server says why and closes; who has written to it by then may find the
 * connection broken before that is read.
 */
const noCertificate = /certificate required|CERTIFICATE_REQUIRED|broken pipe|connection reset|EPIPE|ECONNRESET/;

/** The status of an answer, or the error that is instead of one. */
function status(address: string, tls?: TlsFiles): Promise<number | string> {
  const { request } = address.startsWith("https:") ? https : http;
  return new Promise((resolve) => {
    const sent = request(`${address}/v1/status/leader`, { agent: false, ...(tls && readTlsFiles(tls)) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    sent.end();
  });
}

describe("a lab with TLS", () => {
  let lab: Lab;
  let project: Project;
  const ours = () => lab.tls as NonNullable<Lab["tls"]>;

  beforeAll(async () => {
    lab = await labUp({ name, tls: true });
    project = new Project("main.ts", { CDKNOMAD_LAB: name, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined });
  });

  afterAll(async () => {
    project.remove();
    await labDown(name);
  });

  it("fails to be taken for one without", async () => {
    await expect(labUp({ name, tls: false })).rejects.toThrow(
      `lab "${name}" is already running with TLS; run \`cdknomad lab down\` first, or start a second lab with \`--name\``,
    );
  });

  it("answers who has its certificates, and nobody else", async () => {
    for (const [address, tls, other] of [
      [lab.nomadAddr, ours().nomad, ours().consul],
      [lab.consulAddr, ours().consul, ours().nomad],
    ] as const) {
      expect(await status(address, tls)).toBe(200);
      const { caFile = "" } = tls;
      expect(await status(address, { caFile })).toMatch(noCertificate);
      // Of an authority that this server does not know.
      expect(await status(address, { ...other, caFile })).toMatch(
        /UNKNOWN_CA|BAD_CERTIFICATE|DECRYPT_ERROR|EPIPE|ECONNRESET/,
      );
      // Nor do we take a server for it that another authority vouches for.
      expect(await status(address, { ...tls, caFile: other.caFile ?? "" })).toMatch(/SIGNATURE|VERIFY|SELF_SIGNED/);
    }
  });

  it("does not speak plain http, on this machine and on its own network", async () => {
    expect(await status(lab.nomadAddr.replace("https:", "http:"))).toBe(400);
    expect(await status(lab.consulAddr.replace("https:", "http:"))).toBe(400);
    const [{ address = "" } = {}] = lab.nodes;
    const ports = await lab.exec("n1", ["ss", "-Hltn", "sport = :8500"]);
    expect(ports).toMatchObject({ code: 0, stdout: "" });
    const stranger = await lab.exec("client", ["curl", "-sS", "-m5", `http://${address}:8500/v1/status/leader`]);
    expect(stranger.stderr).toMatch(/Failed to connect|Could not connect|Connection refused/);
  });

  it("refuses a machine of its network that has no certificate", async () => {
    for (const command of [["nomad", "server", "members"] as const, ["consul", "members"] as const]) {
      // A client that writes before it reads the reason reports only that the connection broke, each time in other words.
      await until(`${command[0]} reports that a certificate is required`, async () => {
        const { code, stderr } = await lab.exec("client", command);
        expect(code).not.toBe(0);
        return /certificate required/.test(stderr) || undefined;
      });
    }
  });

  it("hands out Nomad's public keys to a node's own loopback, and nothing else of Nomad", async () => {
    const at = (host: string, file: string) =>
      lab.exec("n1", ["curl", "-sS", "-m5", "-o", "/dev/null", "-w", "%{http_code}", `http://${host}:4640${file}`]);
    expect((await at("127.0.0.1", "/.well-known/jwks.json")).stdout).toBe("200");
    expect((await at("127.0.0.1", "/v1/status/leader")).stdout).toBe("404");
    expect((await at("127.0.0.1", "/v1/jobs")).stdout).toBe("404");
    expect((await at(lab.nodes[0]?.address ?? "", "/.well-known/jwks.json")).code).not.toBe(0);
  });

  it("encrypts the gossip of both", async () => {
    const consul = JSON.parse(
      (await lab.exec("n1", ["consul", "info"])).stdout.match(/encrypted = (\w+)/)?.[1] ?? "null",
    );
    expect(consul).toBe(true);
    const agent = await nomadApi(lab).get<{ stats: { serf: Record<string, string> } }>("/v1/agent/self");
    expect(agent.stats.serf.encrypted).toBe("true");
    const keys = await lab.exec("n1", ["nomad", "operator", "gossip", "keyring", "list"]);
    expect(keys.stdout.match(/[A-Za-z0-9+/]{43}=/g)).toHaveLength(1);
  });

  it("keeps its keys for their owner, and no authority's key at all", () => {
    const paths = labPaths(name);
    for (const folder of [paths.tls, path.join(paths.hostDir("n1"), "etc", "tls")]) {
      const keys = readdirSync(folder).filter((file) => file.endsWith("-key.pem"));
      expect(keys.length).toBeGreaterThanOrEqual(2);
      expect(keys.filter((file) => file.includes("-ca-"))).toEqual([]);
      expect(keys.map((file) => statSync(path.join(folder, file)).mode & 0o777)).toEqual(keys.map(() => 0o600));
    }
    expect(readdirSync(path.join(paths.hostDir("client"), "etc", "tls"))).toEqual(["consul-ca.pem", "nomad-ca.pem"]);
  });

  it("takes the stacks of this repository with no variable set, and a second plan finds nothing to change", async () => {
    expect(await project.cdktf("deploy", "*", "--auto-approve")).toMatchObject({ code: 0 });
    const services = await listServices(nomadApi(lab));
    expect(services.map((service) => service.name)).toContain("ittools");
    for (const stack of stacks) {
      const again = await project.plan(stack);
      expect(again.output).toContain("No changes. Your infrastructure matches the configuration.");
      expect(again.code).toBe(0);
    }
    const all = await project.cdknomad("plan");
    expect(all.output).toBe(
      `environment lab, lab ${name}: nomad at ${lab.nomadAddr}, consul at ${lab.consulAddr}\nno changes\n\naccess  no changes\n\napps  no changes\n\ndns  no changes\n`,
    );
    expect(all.code).toBe(0);
  });

  it("lets jobs ask Nomad by their own socket: the name server answers", async () => {
    const [{ address = "" } = {}] = lab.nodes;
    const { stdout } = await lab.exec("client", ["dig", "+short", `@${address}`, "ittools.lab.example.com"]);
    expect(stdout.trim()).toBe(address);
  });

  it("is found by the usual programs with what lab env prints", async () => {
    const printed = await project.cdknomad("lab", "env", "--name", name, "--json");
    expect(JSON.parse(printed.output)).toEqual({
      ...labVariables(lab),
      CDKNOMAD_ENV: "lab",
      CDKNOMAD_LAB: name,
    });
    const { NOMAD_CACERT, CONSUL_CLIENT_KEY } = labVariables(lab);
    expect([NOMAD_CACERT, CONSUL_CLIENT_KEY]).toEqual([ours().nomad.caFile, ours().consul.keyFile]);
  });

  it("writes no key and no token into what is synthesized", () => {
    const secrets = [lab.nomadToken(), lab.consulToken(), "PRIVATE KEY"];
    for (const stack of stacks) {
      const text = project.read(`stacks/${stack}/cdk.tf.json`);
      expect(text).toContain('"ca_file": "~/');
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it("shows a change that was made on the cluster, and cdktf destroys all stacks again", async () => {
    await changeJob(lab, "it-tools", { Priority: 60 });
    const { code, output } = await project.cdknomad("plan", "apps");
    expect(output).toContain("- priority: 60  (changed on the cluster)");
    expect(code).toBe(2);
    expect(await project.cdktf("destroy", "*", "--auto-approve")).toMatchObject({ code: 0 });
    const jobs = await nomadApi(lab).get<{ Stop: boolean }[]>("/v1/jobs?namespace=*");
    expect(jobs.filter(({ Stop }) => !Stop)).toEqual([]);
  });
});
