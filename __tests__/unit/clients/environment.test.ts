import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { consulFromEnvironment, nomadFromEnvironment, readTlsFiles } from "../../../clients";

describe("the access to Consul", () => {
  it.each([
    [undefined, {}, "http://127.0.0.1:8500"],
    [undefined, { CONSUL_HTTP_ADDR: "10.0.0.1:8500" }, "http://10.0.0.1:8500"],
    [undefined, { CONSUL_HTTP_ADDR: "localhost:8500" }, "http://localhost:8500"],
    [undefined, { CONSUL_HTTP_ADDR: "10.0.0.1:8501", CONSUL_HTTP_SSL: "true" }, "https://10.0.0.1:8501"],
    [undefined, { CONSUL_HTTP_ADDR: "http://10.0.0.1:8501", CONSUL_HTTP_SSL: "1" }, "https://10.0.0.1:8501"],
    [undefined, { CONSUL_HTTP_ADDR: "https://consul.lab" }, "https://consul.lab"],
    [undefined, { CONSUL_HTTP_ADDR: "https://proxy.lab/consul/" }, "https://proxy.lab/consul"],
    [undefined, { CONSUL_HTTP_ADDR: "unix:///run/consul.sock" }, "unix:///run/consul.sock"],
    ["http://10.0.0.2:8500", { CONSUL_HTTP_ADDR: "10.0.0.1:8500" }, "http://10.0.0.2:8500"],
  ])("has the address that the consul command uses: %s with %j is %s", (given, env, address) => {
    expect(consulFromEnvironment(env, given)).toEqual({ address });
  });

  it("has the credentials of CONSUL_HTTP_AUTH", () => {
    const env = { CONSUL_HTTP_AUTH: "ops:p:w", CONSUL_HTTP_TOKEN: "secret" };
    expect(consulFromEnvironment(env)).toEqual({
      address: "http://127.0.0.1:8500",
      basicAuth: "ops:p:w",
      token: "secret",
    });
  });
});

describe("the access to Nomad", () => {
  it.each([
    [{}, { address: "http://127.0.0.1:4646" }],
    [{ NOMAD_ADDR: "https://nomad.lab/" }, { address: "https://nomad.lab" }],
    [{ NOMAD_ADDR: "unix:///run/nomad.sock" }, { address: "unix:///run/nomad.sock" }],
    [{ NOMAD_ADDR: "http://ops:p%40w@n:4646" }, { address: "http://n:4646", basicAuth: "ops:p@w" }],
    [{ NOMAD_HTTP_AUTH: "ops" }, { address: "http://127.0.0.1:4646", basicAuth: "ops:" }],
    [
      { NOMAD_ADDR: "http://ops:a@n:4646", NOMAD_HTTP_AUTH: "other:b" },
      { address: "http://n:4646", basicAuth: "ops:a" },
    ],
    [
      { NOMAD_REGION: "eu", NOMAD_TOKEN: "secret" },
      { address: "http://127.0.0.1:4646", region: "eu", token: "secret" },
    ],
  ])("is that of the nomad command: %j", (env, access) => {
    expect(nomadFromEnvironment(env)).toEqual(access);
  });

  it.each(["ops:secret@n:4646", "ftp://ops:secret@n:4646", "ops:se/cret@n"])(
    "never contains the password of a text that is not an address: %s",
    (address) => {
      expect(JSON.stringify(nomadFromEnvironment({ NOMAD_ADDR: address }))).not.toMatch(/secret|se\/cret/);
    },
  );
});

describe("the TLS settings", () => {
  it("are those that the variables of both commands name", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-tls-"));
    const file = (name: string) => {
      writeFileSync(path.join(folder, name), name);
      return path.join(folder, name);
    };
    const [ca, cert, key] = [file("ca"), file("cert"), file("key")];
    const tls = { ca: "ca", cert: "cert", key: "key", servername: "server.lab", rejectUnauthorized: false };
    const nomad = nomadFromEnvironment({
      NOMAD_CACERT: ca,
      NOMAD_CLIENT_CERT: cert,
      NOMAD_CLIENT_KEY: key,
      NOMAD_TLS_SERVER_NAME: "server.lab",
      NOMAD_SKIP_VERIFY: "true",
    });
    const consul = consulFromEnvironment({
      CONSUL_CACERT: ca,
      CONSUL_CLIENT_CERT: cert,
      CONSUL_CLIENT_KEY: key,
      CONSUL_TLS_SERVER_NAME: "server.lab",
      CONSUL_HTTP_SSL_VERIFY: "false",
    });
    expect([readTlsFiles(nomad.tls ?? {}), readTlsFiles(consul.tls ?? {})]).toEqual([tls, tls]);
    rmSync(folder, { recursive: true });
  });
});
