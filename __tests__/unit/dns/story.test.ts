import { readFileSync } from "node:fs";
import path from "node:path";
import { type DnsServerProps, dnsJob } from "../../../constructs/dns";
import type { JobSpec } from "../../../constructs/spec";
import { corednsDocker } from "../spec/fixtures/coredns-docker";
import { corednsPodman } from "../spec/fixtures/coredns-podman";
import { differences } from "./differences";

const names = { domain: "lab.example.com", namespaces: ["default", "lab", "public", "dns"] };

const versions: readonly (readonly [string, JobSpec, DnsServerProps])[] = [
  ["The basic one", corednsDocker, names],
  [
    "The redundant one",
    corednsPodman,
    {
      ...names,
      namespace: "dns",
      datacenters: ["lab01"],
      metricsPort: 9153,
      virtualIp: { address: "10.0.10.2/24" },
    },
  ],
];

/** The first column of the table below a heading of docs/explanation/dns.md. */
function documented(heading: string): string[] {
  const text = readFileSync(path.join(__dirname, "../../../docs/explanation/dns.md"), "utf8");
  const section = text.split(/^##+ /m).find((part) => part.startsWith(heading)) ?? "";
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, place]) => String(place));
}

describe.each(versions)("the name server of the homelab example: %s", (heading, example, props) => {
  const { namespace: _, ...hcl } = example;

  it("differs from the example's HCL in exactly the places that docs/explanation/dns.md explains", () => {
    expect(differences(hcl, dnsJob(props)).sort()).toEqual(documented(heading).sort());
  });

  it("is this job", () => {
    expect(dnsJob(props)).toMatchSnapshot();
  });
});
