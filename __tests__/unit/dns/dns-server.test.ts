import { App } from "cdktf";
import { ClusterStack } from "../../../constructs";
import { DnsServer, type DnsServerProps } from "../../../constructs/dns";
import { renderCorefile } from "../../../constructs/dns/corefile";
import { synthesized } from "../../../testing";

const names: DnsServerProps = { domain: "lab.example.com", namespaces: ["default", "lab"] };

function stackWith(props: Partial<DnsServerProps>) {
  const stack = new ClusterStack(new App(), "names", { nomad: { address: "http://127.0.0.1:4646" } });
  new DnsServer(stack, "dns", { ...names, ...props });
  return stack;
}

/** The template of that name, as CoreDNS gets it but for Nomad's expressions. */
function corefileOf(props: Partial<DnsServerProps>): string {
  const { resource } = synthesized(stackWith(props));
  const [job] = Object.values(resource.nomad_job ?? {});
  const spec = job?.jobspec as {
    TaskGroups: { Tasks: { Name: string; Templates: { EmbeddedTmpl: string }[] }[] }[];
  };
  const task = spec.TaskGroups[0]?.Tasks.find(({ Name }) => Name === "coredns");
  return String(task?.Templates[0]?.EmbeddedTmpl);
}

describe("a name server for Nomad's services", () => {
  it("attaches the policy to its job, and lets it read the namespaces that it serves", () => {
    const { resource } = synthesized(stackWith({ namespace: "dns" }));
    const [policy] = Object.values(resource.nomad_acl_policy ?? {});
    expect(policy).toMatchObject({ name: "dns-read-jobs", job_acl: { namespace: "dns", job_id: "coredns" } });
    const readable = [...String(policy?.rules_hcl).matchAll(/^namespace "(.*)"/gm)].map(([, name]) => name);
    expect(readable).toEqual(["default", "lab", "dns"]);
  });

  it("passes only queries for listed namespaces to the catalog", () => {
    expect(corefileOf({ namespaces: ["default", "public"] })).toContain(
      "rewrite stop name regex ^([^.]+)[.](default|public)[.]lab[.]example[.]com[.]$ {1}.{2}.service.nomad answer auto",
    );
  });

  it("answers the names of routes from its zone file, before those of services", () => {
    const text = corefileOf({ routes: true });
    const [first = "", second = ""] = text.split("lab.example.com.:53 {").slice(1);
    expect(first).toContain("view routes {\n        expr name() in [{{ range ");
    expect(first).toContain("    file /local/coredns/zone\n");
    expect(second).toContain("view others {");
    expect(corefileOf({})).not.toContain("routes");
  });

  it("takes only names of its domain and addresses out of the variables with routes", () => {
    const [name, address] = [...corefileOf({ routes: true }).matchAll(/regexMatch "(.*?)"/g)].map(([, text]) => text);
    const isName = new RegExp(String(name));
    const isAddress = new RegExp(String(address));
    for (const good of ["shop.lab.example.com", "a.b.lab.example.com", "lab.example.com"]) {
      expect(isName.test(good)).toBe(true);
    }
    for (const bad of ["shop.example.com", "xlab.example.com", "a'].lab.example.com", "a b.lab.example.com", ""]) {
      expect(isName.test(bad)).toBe(false);
    }
    expect(["10.0.10.3", "10.0.10", "10.0.10.3 x", "::1"].map((text) => isAddress.test(text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("refuses other domains", () => {
    expect(corefileOf({})).toContain("template ANY ANY {\n        rcode REFUSED\n    }");
  });

  it("asks the upstreams for other domains instead, when there are any", () => {
    const text = corefileOf({ upstreams: ["9.9.9.9", "10.0.0.1:5353", "tls://9.9.9.9", "[2620:fe::fe]:53"] });
    expect(text).toContain("    forward . 9.9.9.9 10.0.0.1:5353 tls://9.9.9.9 [2620:fe::fe]:53\n");
    expect(text).not.toContain("REFUSED");
  });

  it("fails when settings are wrong, and names all of them", () => {
    const wrong = {
      domain: "Lab.example.com",
      namespaces: ["my_apps"],
      upstreams: ["dns.example.com", "9.9.9.9 {"],
      ttl: 4000,
      virtualIp: { address: "10.0.10.2", instances: 1, routerId: 300 },
    };
    expect(() => stackWith(wrong)).toThrow(
      new Error(
        [
          '[names/dns] domain: "Lab.example.com" is not a domain name; write labels of lower-case letters, digits and "-" with dots between, as "lab.example.com"',
          '[names/dns] namespaces: "my_apps" cannot be part of a name in DNS, which knows lower-case letters, digits and "-" only; leave it out or rename it',
          '[names/dns] upstreams: "dns.example.com" is not the address of a name server; write it as "9.9.9.9" or "9.9.9.9:5353", with "tls://" before it for DNS over TLS',
          '[names/dns] upstreams: "9.9.9.9 {" is not the address of a name server; write it as "9.9.9.9" or "9.9.9.9:5353", with "tls://" before it for DNS over TLS',
          "[names/dns] ttl: 4000 is not a whole number of seconds from 0 to 3600",
          '[names/dns] virtualIp.address: "10.0.10.2" is not an IPv4 address with its prefix; write it as "10.0.10.2/24"',
          "[names/dns] virtualIp.instances: 1 cannot replace one another; use 2 or more, or leave out virtualIp",
          "[names/dns] virtualIp.routerId: 300 is not a VRRP number; use 1 to 255 (property-invalid)",
        ].join("\n"),
      ),
    );
  });

  it.each(["coredns/coredns:1.13.2", "coredns:v1.14.6"])("refuses the image %s, whose CoreDNS is too old", (image) => {
    expect(() => stackWith({ image })).toThrow(
      `image: "${image}" does not know serve_stale_policy; use CoreDNS 1.14.7 or later, as "docker.io/coredns/coredns:1.15.0"`,
    );
  });

  it.each(["coredns/coredns:1.14.7", "coredns:2.0.0", "coredns:latest", "registry.example.com/names@sha256:0c"])(
    "takes the image %s",
    (image) => {
      expect(() => stackWith({ image })).not.toThrow();
    },
  );

  it("fails when there is no namespace to serve", () => {
    expect(() => stackWith({ namespaces: [] })).toThrow(
      new Error(
        '[names/dns] namespaces: the list is empty, so no name would have an answer; name at least "default" (property-invalid)',
      ),
    );
  });

  it("quotes a word with spaces, but none that Nomad's templates fill in", () => {
    const authority = "a. 10 IN SOA ns.a. hostmaster.a. 1 2 3 4 5";
    expect(
      renderCorefile({
        servers: [
          {
            zones: ["a."],
            port: 53,
            plugins: [
              { plugin: "bind", addresses: ['{{ env "NOMAD_IP_dns" }}'] },
              { plugin: "template", class: "IN", type: "ANY", authority },
            ],
          },
        ],
      }),
    ).toBe(
      `a.:53 {\n    bind {{ env "NOMAD_IP_dns" }}\n    template IN ANY {\n        authority "${authority}"\n    }\n}\n`,
    );
  });
});
