import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkNomadVersions } from "../../../cli/checks/check-stacks";
import { nodeVersionFindings } from "../../../cli/checks/versions";
import { isVulnerable, vulnerabilities, vulnerabilityFindings } from "../../../cli/checks/vulnerabilities";
import { NomadClient } from "../../../clients";
import { isOlder } from "../../../constructs/spec";

const members = (prefix: string, ...versions: readonly string[]) =>
  versions.map((version, index) => ({ name: `${prefix}${index + 1}`, version }));

describe("the table of vulnerabilities", () => {
  it.each(vulnerabilities)("has a source and fixed versions for $cve", ({ cve, source, fixed, introduced, about }) => {
    expect(cve).toMatch(/^CVE-\d{4}-\d{4,}$/);
    expect(source).toMatch(/^https:\/\//);
    expect(about).toMatch(/^[a-z].*[^.]$/);
    expect(fixed.length).toBeGreaterThan(0);
    for (const [index, version] of fixed.entries()) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(isOlder(version, fixed[index - 1] ?? "99")).toBe(true);
    }
    expect(introduced ?? "1.0.0").toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("has each vulnerability once", () => {
    expect(new Set(vulnerabilities.map(({ cve }) => cve)).size).toBe(vulnerabilities.length);
  });
});

it("a version is vulnerable before the fix of its line; a line without a fix is fixed by a later one", () => {
  const one = {
    cve: "CVE-2000-1000",
    about: "a",
    introduced: "1.10.0",
    fixed: ["2.0.1", "1.11.5"],
    source: "https://a",
  };
  const isAffected = (version: string) => isVulnerable(version, one);
  expect(["1.10.0", "1.10.99", "1.11.4", "1.11.4+ent", "2.0.0", "2.0.1-rc.1"].filter(isAffected)).toEqual([
    "1.10.0",
    "1.10.99",
    "1.11.4",
    "1.11.4+ent",
    "2.0.0",
  ]);
  expect(["1.9.7", "1.11.5", "1.11.5+ent", "2.0.1", "2.1.0"].filter(isAffected)).toEqual([]);
});

it("servers and nodes of a vulnerable version are one finding, with the versions that fix it", () => {
  const found = vulnerabilityFindings([
    ...members("s", "1.11.5", "2.0.4", ""),
    ...members("n", "1.11.5", "1.11.5", "1.11.5"),
  ]);
  expect(found.map(({ level, code }) => `${level} ${code}`)).toEqual(["warning version-vulnerable"]);
  expect(found[0]?.message).toBe(
    "nomad: version 1.11.5 of s1, n1, n2, and 1 more has known vulnerabilities: CVE-2026-14891 (a job can leave the sandbox of the docker driver through a bind mount), CVE-2026-14373 (a job can run a docker container in a namespace of the host); upgrade to 1.11.8 (Enterprise), or 2.0.4 or later",
  );
  expect(vulnerabilityFindings(members("s", "1.8.4"))[0]?.message).toMatch(/; upgrade to 2\.0\.4 or later$/);
  expect(vulnerabilityFindings(members("s", "1.10.14+ent", "2.1.0"))).toEqual([]);
});

it("nodes that differ from the servers are one finding", () => {
  const servers = members("s", "1.11.3", "1.11.3");
  expect(nodeVersionFindings(servers, members("n", "1.11.3", "", "1.11.3"))).toEqual([]);
  expect(nodeVersionFindings([], members("n", "1.11.3"))).toEqual([]);
  expect(nodeVersionFindings(servers, members("n", "1.10.5", "1.11.3", "2.0.4")).map(({ message }) => message)).toEqual(
    [
      "nomad: nodes have other versions than the servers with 1.11.3: n1 1.10.5, n3 2.0.4; finish the upgrade, the servers first",
    ],
  );
});

describe("the check of a cluster's versions", () => {
  let server: Server;
  beforeEach(async () => {
    server = createServer((_, response) => {
      response.end(JSON.stringify({ Members: [{ Name: "n1.global", Tags: { build: "1.11.3" } }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => server.close());

  const codes = async (isLab: boolean, nodes = members("n", "1.11.3")) => {
    const nomad = new NomadClient({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    return (await checkNomadVersions(nomad, nodes, isLab)).map(({ code }) => code);
  };

  it("looks at servers and nodes", async () => {
    expect(await codes(false)).toEqual(["version-vulnerable"]);
    expect(await codes(false, members("n", "1.10.5"))).toEqual([
      "server-outdated",
      "version-vulnerable",
      "version-vulnerable",
    ]);
  });

  it("does not look for vulnerabilities in a lab", async () => {
    expect(await codes(true)).toEqual([]);
  });
});
