import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readRefusal } from "../../../cli/commands/bootstrap/acl-system";
import { ClusterFolder } from "../../../cli/commands/bootstrap/cluster-folder";
import { consulEndpoint, nomadEndpoint } from "../../../cli/commands/bootstrap/endpoint";

describe("where a server is", () => {
  it.each([
    [undefined, {}, "http://127.0.0.1:8500"],
    [undefined, { CONSUL_HTTP_ADDR: "10.0.0.1:8500" }, "http://10.0.0.1:8500"],
    [undefined, { CONSUL_HTTP_ADDR: "10.0.0.1:8501", CONSUL_HTTP_SSL: "true" }, "https://10.0.0.1:8501"],
    [undefined, { CONSUL_HTTP_ADDR: "https://consul.lab" }, "https://consul.lab"],
    ["http://10.0.0.2:8500", { CONSUL_HTTP_ADDR: "10.0.0.1:8500" }, "http://10.0.0.2:8500"],
  ])("is read as the consul command does: %s with %j is %s", (address, env, origin) => {
    expect(consulEndpoint(address, env).url.origin).toBe(origin);
  });

  it("is read as the nomad command does", () => {
    expect(nomadEndpoint(undefined, {}).url.origin).toBe("http://127.0.0.1:4646");
    expect(nomadEndpoint(undefined, { NOMAD_ADDR: "https://nomad.lab" }).url.origin).toBe("https://nomad.lab");
  });

  it("comes with the certificates that the variables of both commands name", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-tls-"));
    const file = (name: string) => {
      writeFileSync(path.join(folder, name), name);
      return path.join(folder, name);
    };
    const [ca, cert, key] = [file("ca"), file("cert"), file("key")];
    const tls = { ca: "ca", cert: "cert", key: "key", servername: "server.lab", rejectUnauthorized: false };
    expect(
      nomadEndpoint(undefined, {
        NOMAD_CACERT: ca,
        NOMAD_CLIENT_CERT: cert,
        NOMAD_CLIENT_KEY: key,
        NOMAD_TLS_SERVER_NAME: "server.lab",
        NOMAD_SKIP_VERIFY: "true",
      }).tls,
    ).toEqual(tls);
    expect(
      consulEndpoint(undefined, {
        CONSUL_CACERT: ca,
        CONSUL_CLIENT_CERT: cert,
        CONSUL_CLIENT_KEY: key,
        CONSUL_TLS_SERVER_NAME: "server.lab",
        CONSUL_HTTP_SSL_VERIFY: "false",
      }).tls,
    ).toEqual(tls);
    rmSync(folder, { recursive: true });
  });

  it("fails when it is no address", () => {
    expect(() => nomadEndpoint("nomad.lab:4646", {})).toThrow(
      'nomad: "nomad.lab:4646" is not the address of an HTTP API; give one such as http://10.0.0.1:4646',
    );
  });
});

describe("a refusal to bootstrap", () => {
  it.each([
    ["Permission denied: ACL bootstrap no longer allowed (reset index: 21)", { done: false, resetIndex: 21 }],
    ["ACL bootstrap already done (reset index: 8)", { done: false, resetIndex: 8 }],
    [
      "Invalid bootstrap reset index (specified 3, reset index: 21)",
      { done: false, resetIndex: 21, specifiedIndex: 3 },
    ],
    ["No cluster leader", undefined],
  ])("is read from %j", (text, refusal) => {
    expect(readRefusal(text)).toEqual(refusal);
  });
});

describe("the name of a cluster", () => {
  it("fails when it cannot be a file's", () => {
    expect(() => new ClusterFolder("../home")).toThrow(
      'cluster name "../home": want 1 to 32 lower-case letters, digits and dashes, such as "home"; give it with --name',
    );
  });
});
