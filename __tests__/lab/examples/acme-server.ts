import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Lab } from "../../../lab";
import { silent } from "../../../tools/progress";
import type { Finished } from "../../../tools/run";
import { ensureTool } from "../../../tools/tool";
import { until } from "../dns/cluster";
import type { Certificates } from "./certificates";

/** What an {@link AcmeServer} is made of. */
interface AcmeServerProps {
  readonly lab: Lab;
  /** Its own certificate, for the address of the machine outside of the cluster. */
  readonly certificates: Certificates;
  /** The address of the name server that it asks for hosts. */
  readonly nameServer: string;
  /** The port on which it answers; the port for its administration is 1000 higher. */
  readonly port: number;
  /** The port on which it asks a host for the answer to a challenge. */
  readonly httpPort: number;
  /** How many seconds its certificates are valid. */
  readonly validity: number;
}

/** An ACME server on the machine outside of the cluster: pebble, which checks hosts as Let's Encrypt does. */
export class AcmeServer {
  /** The file with the authority of the certificates that it issues. */
  readonly root: string;
  private readonly files: { readonly config: string; readonly log: string; readonly pid: string };
  private process: Promise<Finished> | undefined;

  constructor(private readonly props: AcmeServerProps) {
    const { certificates, port } = props;
    const file = (ending: string) => path.join(certificates.folder, `acme-${port}.${ending}`);
    this.root = file("pem");
    this.files = { config: file("json"), log: file("log"), pid: file("pid") };
  }

  /** The URL of the directory. */
  get directory(): string {
    return `https://${this.props.lab.client.address}:${this.props.port}/dir`;
  }

  async start(): Promise<void> {
    const { lab, certificates, nameServer, port, httpPort, validity } = this.props;
    const pebble = {
      listenAddress: `0.0.0.0:${port}`,
      managementListenAddress: `0.0.0.0:${port + 1000}`,
      certificate: certificates.certificate,
      privateKey: certificates.key,
      httpPort,
      tlsPort: 5001,
      profiles: { default: { description: "the only one", validityPeriod: validity } },
    };
    const { config, log, pid } = this.files;
    writeFileSync(config, JSON.stringify({ pebble }));
    // Pebble waits some seconds before it checks a host, unless this is switched off.
    const command = `PEBBLE_VA_NOSLEEP=1 exec ${await ensureTool("pebble", silent)} -config ${config} -dnsserver ${nameServer}:53`;
    this.process = lab.exec("client", ["sh", "-c", `echo $$ > ${pid}; ${command} > ${log} 2>&1`]);
    await until("the ACME server", async () => {
      const url = `https://127.0.0.1:${port + 1000}/roots/0`;
      const { code } = await lab.exec("client", ["curl", "-sS", "--insecure", "-o", this.root, url]);
      return code === 0 || undefined;
    });
  }

  async stop(): Promise<void> {
    if (this.process) {
      const pid = readFileSync(this.files.pid, "utf8").trim();
      await this.props.lab.exec("client", ["kill", pid]);
      await this.process;
    }
  }

  /** How many accounts it has. */
  get accounts(): number {
    return Number(/.*There are now (\d+) accounts/s.exec(readFileSync(this.files.log, "utf8"))?.[1] ?? 0);
  }

  /** How many certificates it has issued. */
  get issued(): number {
    return readFileSync(this.files.log, "utf8").match(/Issued certificate serial/g)?.length ?? 0;
  }
}
