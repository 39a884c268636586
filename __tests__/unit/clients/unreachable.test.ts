import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  ConsulClient,
  explainUnreachable,
  isUnreachable,
  NomadClient,
  type Product,
  type TlsFiles,
} from "../../../clients";
import { type Certificate, makeCertificate } from "./certificate";

const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-unreachable-"));
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const authority = { name: "ours", ...makeCertificate({ name: "ours" }) };
const stranger = { name: "theirs", ...makeCertificate({ name: "theirs" }) };

function file(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

const caFile = file("ca.pem", authority.cert);
const strangersFile = file("theirs.pem", stranger.cert);
const ourPair = { certFile: caFile, keyFile: file("ca-key.pem", authority.key) };
const strangersPair = { certFile: strangersFile, keyFile: file("theirs-key.pem", stranger.key) };

/** A server that is up until the end, at the name that its certificates are for. */
async function serve(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `localhost:${(server.address() as AddressInfo).port}`;
}

const answer: http.RequestListener = (_, response) => void response.end('"127.0.0.1:4647"');
const withTls = (certificate: Certificate, options: https.ServerOptions = {}) =>
  serve(https.createServer({ ...certificate, ...options }, answer));
const signed = (days?: readonly [number, number], dns = ["localhost"]) =>
  makeCertificate({ name: "server", dns, by: authority, ...(days && { days }) });

/** The explanation of a request that fails. */
async function explain(address: string, tls?: TlsFiles, product: Product = "nomad"): Promise<string> {
  const access = { address, ...(tls && { tls }) };
  const client = product === "nomad" ? new NomadClient(access) : new ConsulClient(access);
  const answered = await client.send("GET", "/v1/status/leader");
  expect(answered.status).toBe(0);
  return explainUnreachable(product, access, answered);
}

describe("the explanation of a failed connection", () => {
  it("names the variable for an unknown authority", async () => {
    const at = `https://${await withTls(signed())}`;
    expect(await explain(at)).toBe(
      `nomad at ${at} has a certificate of an authority that this machine does not trust (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set NOMAD_CACERT, or tls.caFile of the settings, to the file with that authority's certificate`,
    );
    expect(await explain(at, { caFile: strangersFile }, "consul")).toBe(
      `consul at ${at} has a certificate that the authority in ${strangersFile} did not sign (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set CONSUL_CACERT, or tls.caFile of the settings, to the authority of this cluster`,
    );
  });

  it("reports a certificate that has expired or is not valid yet", async () => {
    const ended = `https://${await withTls(signed([-30, -1]))}`;
    expect(await explain(ended, { caFile })).toBe(
      `nomad at ${ended} has a certificate that has expired; renew it on the server, or correct this machine's clock`,
    );
    const early = `https://${await withTls(signed([1, 30]))}`;
    expect(await explain(early, { caFile })).toBe(
      `nomad at ${early} has a certificate that is not valid yet; correct the clock of this machine, or of the machine that created the certificate`,
    );
  });

  it("reports a certificate for another name", async () => {
    const at = `https://${await withTls(signed(undefined, ["nomad.example.com"]))}`;
    expect(await explain(at, { caFile })).toBe(
      `nomad at ${at} has a certificate for other names (Host: localhost. is not in the cert's altnames: DNS:nomad.example.com); use one of its names in the address, or set NOMAD_TLS_SERVER_NAME to one`,
    );
    // The advice works.
    const access = { address: at, tls: { caFile, serverName: "nomad.example.com" } };
    expect((await new NomadClient(access).send("GET", "/")).status).toBe(200);
  });

  it("reports a missing client certificate", async () => {
    const at = `https://${await withTls(signed(), { requestCert: true, ca: authority.cert, minVersion: "TLSv1.3" })}`;
    expect(await explain(at, { caFile })).toBe(
      `nomad at ${at} requires a client certificate, and none was sent; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings`,
    );
    expect((await new NomadClient({ address: at, tls: { caFile, ...ourPair } }).send("GET", "/")).status).toBe(200);
  });

  it("reports a key of another certificate and a missing file", async () => {
    const at = `https://${await withTls(signed())}`;
    const { certFile } = ourPair;
    const { keyFile } = strangersPair;
    expect(await explain(at, { caFile, certFile, keyFile })).toBe(
      `nomad: the key ${keyFile} does not belong to the certificate ${certFile}; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings, to a pair`,
    );
    expect(await explain(at, { caFile: "/nowhere/ca.pem" })).toBe(
      "nomad: /nowhere/ca.pem: the certificate of the authority cannot be read (ENOENT); correct the variable or setting that names it",
    );
  });

  it("reports a server without TLS, the second time too", async () => {
    const at = `https://${await serve(http.createServer(answer))}`;
    const sentence = `nomad at ${at} does not use TLS; write http:// in its address, or enable TLS on the server`;
    expect([await explain(at), await explain(at, { caFile })]).toEqual([sentence, sentence]);
  });

  it("reports a closed port and a text that is not an address", async () => {
    const server = createServer();
    const closed = `http://${(await serve(server)).replace("localhost", "127.0.0.1")}`;
    await new Promise((resolve) => server.close(resolve));
    expect(await explain(closed)).toBe(
      `nomad at ${closed} does not answer: connect ECONNREFUSED ${closed.slice("http://".length)}; correct the address, or start the server`,
    );
    expect(await explain("localhost:4646")).toBe(
      'nomad: "localhost:4646" is not an address; write it as http://HOST:PORT, https://HOST:PORT or unix:///SOCKET',
    );
    expect(await explain("127.0.0.1:8500", undefined, "consul")).toBe(
      'consul: "127.0.0.1:8500" is not an address; write it as http://HOST:PORT, https://HOST:PORT or unix:///SOCKET',
    );
  });

  it.each([
    [
      "ENOTFOUND",
      "nomad at http://nomad.example.com:4646 does not answer: the host name nomad.example.com cannot be resolved (ENOTFOUND); correct the address, or the name server of this machine",
    ],
    [
      "UND_ERR_CONNECT_TIMEOUT",
      "nomad at http://nomad.example.com:4646 does not answer: no packet comes back (UND_ERR_CONNECT_TIMEOUT); correct the address, or check firewalls and routes between this machine and the server",
    ],
    [
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      "nomad at http://nomad.example.com:4646 requires a client certificate, and none was sent; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings",
    ],
  ])("explains the code %s", (code, sentence) => {
    const access = { address: "http://nomad.example.com:4646" };
    expect(explainUnreachable("nomad", access, { status: 0, text: "", code })).toBe(sentence);
  });

  it("reports a client certificate that the server rejects", () => {
    const access = { address: "https://consul:8501", tls: { certFile: "cli.pem", keyFile: "cli-key.pem" } };
    const refused = { status: 0, text: "", code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA" };
    expect(explainUnreachable("consul", access, refused)).toBe(
      "consul at https://consul:8501 rejects the client certificate cli.pem (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA); set CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings, to a pair that the server's authority signed and that has not expired",
    );
  });

  it("reports a server that requires TLS by Nomad's answer", () => {
    const answered = { status: 400, text: "Client sent an HTTP request to an HTTPS server." };
    expect(isUnreachable(answered)).toBe(true);
    expect(explainUnreachable("nomad", { address: "http://127.0.0.1:4646" }, answered)).toBe(
      "nomad at http://127.0.0.1:4646 requires TLS; write https:// in its address",
    );
  });
});
