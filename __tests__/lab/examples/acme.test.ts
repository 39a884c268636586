import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { running, until } from "../dns/cluster";
import { Project } from "../project";
import type { AcmeSettings, Entrance } from "./acme-program";
import { AcmeServer } from "./acme-server";
import { Certificates } from "./certificates";
import { get } from "./web";

jest.setTimeout(600_000);

/** How long requests are counted at least, in milliseconds. */
const LOAD = 60_000;

/** An ingress with the server of its certificates. Both programs run on one node, so that only one of them has the usual ports. */
const programs = [
  { engine: "caddy", address: "10.0.10.3/24", routerId: 80, httpPort: 80, httpsPort: 443, port: 14000, validity: 75 },
  // Traefik looks once per minute for certificates that are valid for less than 20 minutes.
  {
    engine: "traefik",
    address: "10.0.10.4/24",
    routerId: 81,
    httpPort: 8080,
    httpsPort: 8443,
    port: 14001,
    validity: 600,
  },
] as const;

describe("certificates of an ACME server, on one node", () => {
  let lab: Lab;
  let certificates: Certificates;
  let project: Project | undefined;
  let servers: readonly { readonly entrance: Entrance; readonly acme: AcmeServer }[] = [];

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const nameServer = String(lab.nodes[0]?.address);
    await lab.exec("client", ["sh", "-c", `echo nameserver ${nameServer} > /etc/resolv.conf`]);
    certificates = new Certificates(lab.client.address);
    servers = programs.map(({ port, validity, ...entrance }) => {
      const acme = new AcmeServer({ lab, certificates, nameServer, port, httpPort: entrance.httpPort, validity });
      return { entrance: { ...entrance, caServer: acme.directory }, acme };
    });
    await Promise.all(servers.map(({ acme }) => acme.start()));
    const settings: AcmeSettings = {
      entrances: servers.map(({ entrance }) => entrance),
      authority: certificates.authority,
    };
    project = new Project("__tests__/lab/examples/acme-program.ts", {
      CDKNOMAD_LAB: testLab,
      NOMAD_TOKEN: undefined,
      NOMAD_ADDR: undefined,
      ACME_SETTINGS: JSON.stringify(settings),
    });
    const { code, output } = await project.cdktf("deploy", "acme", "--auto-approve");
    if (code !== 0) {
      throw new Error(output);
    }
  });

  afterAll(async () => {
    await project?.cdktf("destroy", "acme", "--auto-approve");
    await Promise.all(servers.map(({ acme }) => acme.stop()));
    await lab.exec("client", ["sh", "-c", "echo nameserver 127.0.0.1 > /etc/resolv.conf"]);
    project?.remove();
    certificates?.remove();
  });

  describe.each(programs.map(({ engine }) => engine))("with %s", (engine) => {
    const entrance = () => servers.find((each) => each.entrance.engine === engine) as (typeof servers)[number];

    it("obtains a certificate for the host of a route, which answers HTTP-01 under its name in our DNS", async () => {
      const { entrance: at, acme } = entrance();
      expect(await page(at, acme)).toBe(`${at.engine} (200)`);
      const { httpsPort } = at;
      const { stdout } = await certificateOf(at, "-subject", "-ext", "subjectAltName");
      expect(stdout).toContain(`DNS:${engine}.lab.example.com`);
      expect(
        await get(
          lab,
          `https://nothing.lab.example.com:${httpsPort}/`,
          "--insecure",
          "--resolve",
          `nothing.lab.example.com:${httpsPort}:${addressOf(at)}`,
        ),
      ).toBe("no answer");
    });

    it("keeps its account and its certificate on the volume", async () => {
      const { entrance: at, acme } = entrance();
      const [before] = await running(lab, "default", at.engine);
      await lab.exec("n1", ["nomad", "alloc", "stop", "-detach", String(before?.ID)]);
      await until("another allocation", async () => {
        const [now] = await running(lab, "default", at.engine);
        return (now !== undefined && now.ID !== before?.ID) || undefined;
      });
      expect(await page(at, acme)).toBe(`${at.engine} (200)`);
      expect(acme.accounts).toBe(1);
    });
  });

  it("are renewed without a lost request, at 20 requests per second", async () => {
    const began = Date.now();
    const counted = servers.map(async ({ entrance, acme }) => {
      const before = await serial(entrance);
      const stop = path.join(certificates.folder, `${entrance.engine}.stop`);
      const codes = requests(entrance, acme, stop);
      await until(
        `a new certificate of ${entrance.engine}`,
        async () => (await serial(entrance)) !== before || undefined,
      );
      await setTimeout(Math.max(5_000, began + LOAD - Date.now()));
      writeFileSync(stop, "");
      return { engine: entrance.engine, codes: await codes, issued: acme.issued };
    });
    for (const { engine, codes, issued } of await Promise.all(counted)) {
      const lost = codes.filter((code) => code !== "200");
      const seconds = Math.round((Date.now() - began) / 1000);
      process.stdout.write(
        `${engine}: ${codes.length} requests in ${seconds} s, ${lost.length} lost, ${issued} certificates issued\n`,
      );
      expect(lost).toEqual([]);
      expect(codes.length).toBeGreaterThan(600);
    }
  });

  const hostOf = ({ engine }: Entrance) => `${engine}.lab.example.com`;
  const addressOf = ({ address }: Entrance) => address.split("/")[0];
  const urlOf = (entrance: Entrance) => `https://${hostOf(entrance)}:${entrance.httpsPort}/`;

  /** The page behind an ingress, as soon as it has one and its certificate is one of the ACME server's. */
  function page(entrance: Entrance, { root }: AcmeServer): Promise<string> {
    return until(`the page of ${entrance.engine}`, async () => {
      const text = await get(lab, urlOf(entrance), "--cacert", root);
      return text.endsWith("(200)") ? text : undefined;
    });
  }

  /** What openssl says of the certificate that an ingress shows. */
  function certificateOf(entrance: Entrance, ...options: readonly string[]) {
    const place = `${hostOf(entrance)}:${entrance.httpsPort}`;
    const shown = `openssl s_client -connect ${place} -servername ${hostOf(entrance)} < /dev/null 2> /dev/null`;
    return lab.exec("client", ["sh", "-c", `${shown} | openssl x509 -noout ${options.join(" ")}`]);
  }

  async function serial(entrance: Entrance): Promise<string> {
    const { code, stdout } = await certificateOf(entrance, "-serial");
    if (code !== 0) {
      throw new Error(`${entrance.engine} shows no certificate`);
    }
    return stdout;
  }

  /** Requests until there is a file, 20 per second and each with a connection of its own: the status of each. */
  async function requests(entrance: Entrance, { root }: AcmeServer, stop: string): Promise<string[]> {
    const file = `${stop}.codes`;
    const fresh = "--http1.1 --no-sessionid -H 'Connection: close'";
    const curl = `curl -s -m 10 --rate 20/s ${fresh} --cacert ${root} -o /dev/null -w '%{http_code}\\n' '${urlOf(entrance)}?[1-100]'`;
    await lab.exec("client", ["sh", "-c", `while [ ! -e ${stop} ]; do ${curl}; done > ${file}`]);
    return readFileSync(file, "utf8").trim().split("\n");
  }
});
