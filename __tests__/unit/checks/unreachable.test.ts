import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ask } from "../../../cli/checks/http";
import { isUnreachable, type Product, unreachable } from "../../../cli/checks/unreachable";
import type { TlsFiles } from "../../../tools/tls-files";
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

/** What is said of a server when it is asked for its leader. */
async function said(address: string, tls?: TlsFiles, product: Product = "nomad"): Promise<string> {
  const access = { address, ...(tls && { tls }) };
  const answered = await ask(access, "X-Nomad-Token", "GET", "/v1/status/leader");
  expect(answered.status).toBe(0);
  return unreachable(product, access, answered);
}

describe("what is said of a server that cannot be talked to", () => {
  it("when its certificate is of an authority that nobody here knows", async () => {
    const at = `https://${await withTls(signed())}`;
    expect(await said(at)).toBe(
      `nomad at ${at} has a certificate of an authority that this machine does not trust (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set NOMAD_CACERT, or tls.caFile of the settings, to the file with that authority's certificate`,
    );
    expect(await said(at, { caFile: strangersFile }, "consul")).toBe(
      `consul at ${at} has a certificate that the authority in ${strangersFile} did not sign (UNABLE_TO_VERIFY_LEAF_SIGNATURE); set CONSUL_CACERT, or tls.caFile of the settings, to the authority of this cluster`,
    );
  });

  it("when its certificate has ended, or has not begun", async () => {
    const ended = `https://${await withTls(signed([-30, -1]))}`;
    expect(await said(ended, { caFile })).toBe(
      `nomad at ${ended} has a certificate that has ended; renew it there; if it has not, this machine's clock is wrong`,
    );
    const early = `https://${await withTls(signed([1, 30]))}`;
    expect(await said(early, { caFile })).toBe(
      `nomad at ${early} has a certificate that is not valid yet; set the clock of this machine, or of the one that made it, right`,
    );
  });

  it("when its certificate is for another name", async () => {
    const at = `https://${await withTls(signed(undefined, ["nomad.example.com"]))}`;
    expect(await said(at, { caFile })).toBe(
      `nomad at ${at} has a certificate for other names (Host: localhost. is not in the cert's altnames: DNS:nomad.example.com); write one of its names in the address, or set NOMAD_TLS_SERVER_NAME to one`,
    );
    // And the name that it says to set is one that works.
    const access = { address: at, tls: { caFile, serverName: "nomad.example.com" } };
    expect((await ask(access, "X-Nomad-Token", "GET", "/")).status).toBe(200);
  });

  it("when it asks for a certificate of ours", async () => {
    const at = `https://${await withTls(signed(), { requestCert: true, ca: authority.cert, minVersion: "TLSv1.3" })}`;
    expect(await said(at, { caFile })).toBe(
      `nomad at ${at} asks for a certificate and was shown none; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings`,
    );
    expect((await ask({ address: at, tls: { caFile, ...ourPair } }, "X-Nomad-Token", "GET", "/")).status).toBe(200);
  });

  it("when our key is another certificate's, or a file is not there", async () => {
    const at = `https://${await withTls(signed())}`;
    const { certFile } = ourPair;
    const { keyFile } = strangersPair;
    expect(await said(at, { caFile, certFile, keyFile })).toBe(
      `nomad: the key ${keyFile} is not that of the certificate ${certFile}; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings, to a pair`,
    );
    expect(await said(at, { caFile: "/nowhere/ca.pem" })).toBe(
      "nomad: /nowhere/ca.pem: the authority's certificate cannot be read (ENOENT); correct the variable or setting that names it",
    );
  });

  it("when it speaks plain http and is asked by TLS, also the second time", async () => {
    const at = `https://${await serve(http.createServer(answer))}`;
    const sentence = `nomad at ${at} speaks plain http; write http:// in its address, or turn TLS on there`;
    expect([await said(at), await said(at, { caFile })]).toEqual([sentence, sentence]);
  });

  it("when nothing listens, when the name is unknown, and when the address is none", async () => {
    const server = createServer();
    const closed = `http://${(await serve(server)).replace("localhost", "127.0.0.1")}`;
    await new Promise((resolve) => server.close(resolve));
    expect(await said(closed)).toBe(
      `nomad at ${closed} does not answer: connect ECONNREFUSED ${closed.slice("http://".length)}; correct its address, or start it`,
    );
    expect(await said("localhost:4646")).toBe(
      'nomad: "localhost:4646" is no address; write it with http:// or https:// in front',
    );
    expect(await said("127.0.0.1:8500", undefined, "consul")).toBe(
      'consul: "127.0.0.1:8500" is no address; write it with http:// or https:// in front',
    );
  });

  it.each([
    [
      "ENOTFOUND",
      "nomad at http://nomad.example.com:4646 does not answer: no name server knows nomad.example.com (ENOTFOUND); correct its address, or this machine's name server",
    ],
    [
      "UND_ERR_CONNECT_TIMEOUT",
      "nomad at http://nomad.example.com:4646 does not answer: nothing comes back (UND_ERR_CONNECT_TIMEOUT); correct its address, or let this machine through to it: a firewall or a missing route looks like this",
    ],
    [
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      "nomad at http://nomad.example.com:4646 asks for a certificate and was shown none; set NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings",
    ],
  ])("by the system's word %s", (code, sentence) => {
    const access = { address: "http://nomad.example.com:4646" };
    expect(unreachable("nomad", access, { status: 0, text: "", code })).toBe(sentence);
  });

  it("when it does not take our certificate, by the server's word", () => {
    const access = { address: "https://consul:8501", tls: { certFile: "cli.pem", keyFile: "cli-key.pem" } };
    const refused = { status: 0, text: "", code: "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA" };
    expect(unreachable("consul", access, refused)).toBe(
      "consul at https://consul:8501 does not take our certificate cli.pem (ERR_SSL_TLSV1_ALERT_UNKNOWN_CA); set CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY, or tls.certFile and tls.keyFile of the settings, to a pair that its authority signed and that has not ended",
    );
  });

  it("when it wants TLS and is asked without, by Nomad's own words", () => {
    const answered = { status: 400, text: "Client sent an HTTP request to an HTTPS server." };
    expect(isUnreachable(answered)).toBe(true);
    expect(unreachable("nomad", { address: "http://127.0.0.1:4646" }, answered)).toBe(
      "nomad at http://127.0.0.1:4646 speaks TLS; write https:// in its address",
    );
  });
});
