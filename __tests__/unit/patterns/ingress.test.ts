import { Secret, Variable } from "../../../constructs";
import { DnsServer } from "../../../constructs/dns";
import { Ingress, type IngressProps, WebService } from "../../../patterns";
import { caddyTags } from "../../../patterns/ingress/caddy-routes";
import { ingressJob } from "../../../patterns/ingress/job";
import { webServiceJob } from "../../../patterns/web-service-job";
import { synthesized } from "../../../testing";
import { newStack, parsed, refusals, wireOf } from "./stack";

const caddy: IngressProps = { name: "ingress", engine: "caddy", tls: { certificates: [{}] } };
const traefik: IngressProps = { ...caddy, engine: "traefik" };
const middlewares: IngressProps["middlewares"] = {
  staff: { basicAuth: { variable: "ingress/staff" } },
  office: { ipAllowList: ["10.0.0.0/8", "fd00::/8"] },
  frames: { headers: { response: { "X-Frame-Options": "DENY" }, request: { "X-From": 'a "b" \\' } } },
};
const acme = { email: "admin@example.com", volume: { type: "host", source: "certificates" } } as const;
const KEY = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
const resources = { cpu: 100, memory: 64 };

/** The template of the program's task with this destination. */
function fileOf(props: IngressProps, destination: string): string {
  const task = ingressJob(props).job.groups[0]?.tasks?.at(-1);
  return String(task?.templates?.find((template) => template.destination === destination)?.data);
}

function refused(props: object): string[] {
  const stack = newStack();
  new Ingress(stack, "ingress", { ...caddy, ...props } as IngressProps);
  return refusals(stack);
}

/** The messages for services of an ingress, each with the props that differ. */
function refusedServices(props: object, ...services: readonly object[]): string[] {
  const stack = newStack();
  const ingress = new Ingress(stack, "ingress", { ...caddy, ...props } as IngressProps);
  services.forEach((service, index) => {
    const name = `shop${index + 1}`;
    new WebService(stack, name, { name, image: "shop:1", port: 80, ingress, resources, ...service });
  });
  return refusals(stack);
}

describe("an Ingress", () => {
  it("is this job with Caddy, a certificate, and nothing else", () => {
    expect(ingressJob(caddy).job).toMatchSnapshot();
    expect(refused({})).toEqual([]);
  });

  it("is this job with Caddy, an authority, middlewares, and a virtual address", () => {
    const props: IngressProps = {
      ...caddy,
      namespace: "public",
      provider: "consul",
      tls: { ca: { variable: "ingress/authority" } },
      middlewares,
      virtualIp: { address: "10.0.10.3/24" },
    };
    expect(ingressJob(props).job).toMatchSnapshot();
    expect(refused(props)).toEqual([]);
  });

  it("is this job with Traefik, several namespaces, and middlewares", () => {
    const slow = { rateLimit: { average: 10, burst: 20, period: "1s" as const } };
    const props = { ...traefik, namespaces: ["default", "shops"], middlewares: { ...middlewares, slow } };
    expect(ingressJob(props).job).toMatchSnapshot();
    expect(refused(props)).toEqual([]);
  });

  it.each(["caddy", "traefik"] as const)("is this job with %s and an ACME server", (engine) => {
    const props: IngressProps = {
      ...caddy,
      engine,
      tls: {
        acme: {
          email: "admin@example.com",
          volume: { type: "host", source: "certificates", accessMode: "single-node-writer" },
          caServer: "https://acme.example.com/directory",
          caCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
          certificatesDuration: 6,
        },
      },
    };
    expect(ingressJob(props).job).toMatchSnapshot();
    expect(refused(props)).toEqual([]);
    const ingress = new Ingress(newStack(), "ingress", props);
    const service = { namespaceName: "default", serviceName: "shop", provider: "nomad" as const };
    const tags = ingress.tags({ ...service, routes: [{ host: "shop.example.com" }] });
    expect(tags.some((tag) => tag.endsWith(".tls.certresolver=acme"))).toBe(engine === "traefik");
  });

  it.each(["caddy", "traefik"] as const)("asks Let's Encrypt with %s, and over TLS if it has to", (engine) => {
    const file = engine === "caddy" ? "secrets/Caddyfile" : "local/traefik.yml";
    const usual = fileOf({ ...caddy, engine, tls: { acme } }, file);
    expect(usual).not.toMatch(/\tdir |caServer|trusted_roots|caCertificates|renew_interval|certificatesDuration/);
    expect(usual).toMatch(/disable_tlsalpn_challenge|"httpChallenge"/);
    const overTls = fileOf({ ...caddy, engine, tls: { acme: { ...acme, challenge: "tls-alpn-01" } } }, file);
    expect(overTls).toMatch(/disable_http_challenge|"tlsChallenge": \{\}/);
    expect(overTls).not.toMatch(/disable_tlsalpn_challenge|httpChallenge/);
  });

  it.each(["caddy", "traefik"] as const)("is deployed before its services if %s asks only once", (engine) => {
    const stack = newStack();
    const ingress = new Ingress(stack, "ingress", { ...caddy, engine, tls: { acme } });
    new WebService(stack, "shop", { name: "shop", image: "shop:1", port: 80, ingress, resources });
    const shop = synthesized(stack).resource.nomad_job?.default_shop as { readonly depends_on?: readonly string[] };
    expect(shop.depends_on ?? []).toEqual(engine === "traefik" ? ["nomad_job.default_ingress"] : []);
  });

  it("can have several instances of Caddy with one volume for their certificates", () => {
    const volume = { type: "csi", source: "certificates", accessMode: "multi-node-multi-writer" } as const;
    expect(refused({ tls: { acme: { ...acme, volume } }, count: 2 })).toEqual([]);
  });

  it("writes configurations of Traefik that are JSON once Nomad has rendered them", () => {
    const rendered = fileOf({ ...traefik, middlewares }, "secrets/dynamic.yml")
      .replace(/\[\{\{ with .*?\{\{ end \}\}\]/g, "[]")
      .replace(/\{\{ with .*?\{\{ end \}\}/g, '"pem"')
      .replace(/\{\{ env .*? \}\}/g, "10.0.0.1");
    const { http, tls } = JSON.parse(rendered);
    expect(http.routers.ping.rule).toBe("Host(`10.0.0.1`) && Path(`/ping`)");
    expect(tls.certificates).toEqual([{ certFile: "pem", keyFile: "pem" }]);
    expect(JSON.parse(fileOf(traefik, "local/traefik.yml"))).not.toHaveProperty("api");
  });

  it("has an administrative API of Caddy without a port, and none of Traefik", () => {
    expect(fileOf(caddy, "secrets/Caddyfile")).toContain("admin unix//secrets/caddy.sock\n");
    expect(fileOf(traefik, "local/traefik.yml")).not.toMatch(/"(api|dashboard|insecure)"/);
  });

  it("shares the address of the DNS servers without a keepalived of its own", () => {
    const stack = newStack();
    const dns = new DnsServer(stack, "dns", {
      domain: "lab.example.com",
      namespaces: ["default"],
      virtualIp: { address: "10.0.10.2/24", instances: 2 },
    });
    const { job } = ingressJob({ ...caddy, virtualIp: { sharedWith: dns } });
    expect(job.groups[0]?.count).toBe(2);
    expect(job.groups[0]?.tasks?.map(({ name }) => name)).toEqual(["caddy"]);
    const bind = 'bind {{ env "NOMAD_IP_http" }} 10.0.10.2\n';
    expect(fileOf({ ...caddy, virtualIp: { sharedWith: dns } }, "secrets/Caddyfile")).toContain(bind);
  });

  it("gives the names of routes to its DNS server, together with each service and without another domain", () => {
    const stack = newStack();
    const dns = new DnsServer(stack, "dns", { domain: "example.com", namespaces: ["default"], namespace: "dns" });
    const before = String(parsed(stack).resources("nomad_job")[0]?.values.jobspec);
    const ingress = new Ingress(stack, "ingress", { ...caddy, dns, virtualIp: { address: "10.0.10.3/24" } });
    const shop = { image: "shop:1", port: 80, ingress, resources };
    const routes = [{ host: "Shop.example.com" }, { host: "shop.example.com", path: "/api" }];
    new WebService(stack, "shop", { ...shop, name: "shop", routes: [...routes, { host: "shop.example.org" }] });
    new WebService(stack, "blog", { ...shop, name: "blog", routes: [{ host: "blog.example.org" }] });
    expect(refusals(stack)).toEqual([]);
    const after = parsed(stack);
    expect(after.resources("nomad_variable").map(({ values }) => values)).toEqual([
      expect.objectContaining({
        namespace: "dns",
        path: "app/dns/routes/default/shop",
        items: { "shop.example.com": "10.0.10.3" },
      }),
    ]);
    const job = after.resources("nomad_job").find(({ values }) => String(values.jobspec).includes('"coredns"'));
    expect(before).not.toContain("app/dns/routes");
    expect(String(job?.values.jobspec)).toContain("app/dns/routes");
  });

  it("may read exactly the variables that it names, and no secret is in the output", () => {
    const stack = newStack();
    const items = { certificate: Secret.fromFile("c.pem"), key: Secret.fromEnvironment("key") };
    const variable = new Variable(stack, "certificate", { path: "app/certificate", items });
    new Ingress(stack, "ingress", { ...caddy, tls: { certificates: [{ variable }] }, middlewares: { ...middlewares } });
    const [policy, ...others] = parsed(stack).resources("nomad_acl_policy");
    expect(others).toEqual([]);
    expect(policy?.values.job_acl).toEqual({ namespace: "default", job_id: "ingress" });
    expect(String(policy?.values.rules_hcl)).toMatchSnapshot();
    expect(JSON.stringify(wireOf(stack))).not.toMatch(/PRIVATE KEY|\$2[aby]\$/);
  });

  it("has no policy if it reads the job's own variable only", () => {
    const stack = newStack();
    new Ingress(stack, "ingress", caddy);
    expect(parsed(stack).resources("nomad_acl_policy")).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["another namespace in Nomad with Caddy", { namespaces: ["default", "shops"] }, "namespaces[1]: Caddy reads"],
    [
      "a limit of requests with Caddy",
      { middlewares: { a: { rateLimit: { average: 1 } } } },
      "middlewares.a: caddy has",
    ],
    [
      "an authority with Traefik",
      { engine: "traefik", tls: { ca: {} } },
      "tls.ca: traefik has no certificate authority",
    ],
    ["no address of an account", { tls: { acme: { ...acme, email: "me" } } }, 'tls.acme.email: "me" is not an email'],
    [
      "a directory without TLS",
      { tls: { acme: { ...acme, caServer: "http://acme.example.com" } } },
      'tls.acme.caServer: "http://acme.example.com" is not the URL',
    ],
    [
      "a key as the authority",
      { tls: { acme: { ...acme, caCertificate: KEY } } },
      "tls.acme.caCertificate: the text is",
    ],
    [
      "no time for a renewal",
      { tls: { acme: { ...acme, certificatesDuration: 0.5 } } },
      "tls.acme.certificatesDuration: 0.5 is not a whole number",
    ],
    [
      "several instances, each with certificates of its own",
      { tls: { acme }, count: 2 },
      "tls.acme.volume: 2 instances",
    ],
    [
      "several instances of Traefik",
      { engine: "traefik", tls: { acme }, virtualIp: { address: "10.0.10.3/24" } },
      "tls.acme.volume: Traefik keeps",
    ],
    ["no certificate", { tls: { certificates: [] } }, "tls.certificates: there is no certificate"],
    [
      "an item that no template reads",
      { tls: { certificates: [{ key: "a-b" }] } },
      'tls.certificates[0].key: "a-b" cannot',
    ],
    ["a name that ends the expression", { name: "a.b" }, 'name: "a.b" is not the name of an ingress'],
    ["a middleware that ends it", { middlewares: { "a|.*": { ipAllowList: ["::1"] } } }, 'middlewares.a|.*: "a|.*" is'],
    ["no network", { middlewares: { a: { ipAllowList: [] } } }, "middlewares.a: the list is empty"],
    [
      "something else than a network",
      { middlewares: { a: { ipAllowList: ["10.0.0.0/33"] } } },
      'middlewares.a.ipAllowList[0]: "10.0.0.0/33" is not an address',
    ],
    [
      "a header with a line of its own",
      { middlewares: { a: { headers: { response: { X: "a\n}" } } } } },
      "middlewares.a.headers.response.X: ",
    ],
    [
      "a realm with a template",
      { middlewares: { a: { basicAuth: { variable: "a", realm: '{{ env "NOMAD_TOKEN" }}' } } } },
      "middlewares.a.basicAuth.realm: ",
    ],
    ["a host as the virtual address", { virtualIp: { address: "10.0.10.3" } }, 'virtualIp.address: "10.0.10.3" is not'],
    [
      "a DNS server without an address",
      { virtualIp: { sharedWith: {} } },
      "virtualIp.sharedWith: the DNS server has no",
    ],
    [
      "a DNS server and no virtual address",
      { dns: {} },
      "dns: the ingress has no virtual address with which the DNS server could answer",
    ],
    ["no instance", { count: 0 }, "count: 0 is not a whole number from 1"],
  ])("is refused with %s", (_, props, begin) => {
    const where = `[default/${"name" in props ? props.name : "ingress"}] ${begin}`;
    expect(refused(props).map((message) => message.slice(0, where.length))).toContain(where);
  });
});

describe("web services of an ingress", () => {
  const host = "shop.example.com";

  it("write tags in the order of their paths, for this ingress only", () => {
    const ingress = new Ingress(newStack(), "ingress", { ...caddy, middlewares });
    const routes = [{ host }, { host: "Shop.example.com", path: "/api", middlewares: ["staff", "office"] }];
    const props = { name: "shop", image: "shop:1", port: 80, check: "/health", ingress, routes, resources };
    const [group] = webServiceJob(props).job.groups;
    expect(group?.services?.[0]?.tags).toEqual([
      "ingress.route=9998 https shop.example.com / - /health",
      "ingress.route=9995 https shop.example.com /api staff,office /health",
    ]);
  });

  it("redirect plain requests with Traefik to the hosts of their routes with TLS only", () => {
    const ingress = new Ingress(newStack(), "ingress", traefik);
    const service = { namespaceName: "default", serviceName: "shop", provider: "nomad" as const };
    const other = "blog.example.com";
    const routes = [{ host }, { host, path: "/api" }, { host: other }, { host: "plain.example.com", tls: false }];
    const rules = ingress.tags({ ...service, routes }).filter((tag) => tag.includes("_plain.rule="));
    expect(rules.map((tag) => tag.split("rule=")[1])).toEqual([`Host(\`${host}\`) || Host(\`${other}\`)`]);
    const plain = ingress.tags({ ...service, routes: [{ host, tls: false }] });
    expect(plain.filter((tag) => tag.includes("_plain"))).toEqual([]);
  });

  it("write tags of Traefik with the name of the ingress as prefix and middlewares of its file", () => {
    const ingress = new Ingress(newStack(), "ingress", { ...traefik, middlewares });
    const service = { namespaceName: "default", serviceName: "shop", provider: "nomad" as const };
    const tags = ingress.tags({ ...service, routes: [{ host, middlewares: ["staff"] }] });
    expect(tags.map((tag) => tag.replace(/_[0-9a-f]{6}/, "_HASH"))).toEqual([
      "ingress.enable=true",
      "ingress.http.routers.default_shop_HASH.rule=Host(`shop.example.com`)",
      "ingress.http.routers.default_shop_HASH.entrypoints=websecure",
      "ingress.http.routers.default_shop_HASH.tls=true",
      "ingress.http.routers.default_shop_HASH.middlewares=staff@file,retry.connection@file",
      "ingress.http.routers.default_shop_HASH_plain.rule=Host(`shop.example.com`)",
      "ingress.http.routers.default_shop_HASH_plain.entrypoints=web",
      "ingress.http.routers.default_shop_HASH_plain.middlewares=to.https@file",
    ]);
  });

  it.each([
    ["ingress.route=9998 https a.example.com / - -", true],
    ["ingress.route=9998 https a.example.com /api staff,office /health", true],
    ["ingress.route=9998 https a.example.com / other -", false],
    ["ingress.route=9998 https a.example.com / staff,other -", false],
    ["other.route=9998 https a.example.com / - -", false],
    ["ingress.route=9998 https a.example.com / - -\n\trespond 200", false],
    ["ingress.route=9998 https a.example.com /{env.KEY} - -", false],
    ["ingress.route=9998 https a.example.com { - -", false],
    ["ingress.route=9998 https *.example.com / - -", false],
    ["ingress.route=9998 https a.example.com / - /;}", false],
  ])("are followed only with a tag that Caddy reads as a route: %j", (tag, isFollowed) => {
    const text = fileOf({ ...caddy, middlewares }, "secrets/Caddyfile");
    const pattern = /regexMatch "(\^ingress\[[^"]*)"/.exec(text)?.[1] ?? "";
    expect(new RegExp(pattern).test(tag)).toBe(isFollowed);
  });

  it("have no health check in their tag if Consul knows the healthy instances, or the path is unusual", () => {
    const service = { namespaceName: "default", serviceName: "shop", routes: [{ host }] };
    const check = { path: "/health", interval: "5s", timeout: "1s" } as const;
    expect(caddyTags({ ...service, provider: "consul", check }, "a")[0]).toMatch(/ -$/);
    expect(caddyTags({ ...service, provider: "nomad", check: { ...check, path: "/{a}" } }, "a")[0]).toMatch(/ -$/);
  });

  it("are fine with different paths, and plain HTTP for a host of its own", () => {
    const plain = { host: "plain.example.com", tls: false };
    expect(refusedServices({}, { routes: [{ host }, plain] }, { routes: [{ host, path: "/api" }] })).toEqual([]);
  });

  it.each<[string, object, readonly object[], string]>([
    [
      "the same host and path",
      {},
      [{ routes: [{ host }] }, { routes: [{ host: "SHOP.example.com" }] }],
      '[default/shop2] routes[0]: the host "SHOP.example.com" with the path "/" is also a route of [default/shop1]; change one of them (route-twice)',
    ],
    [
      "a namespace that nobody reads",
      { engine: "traefik", namespaces: ["shops", "blogs"] },
      [{ routes: [{ host }] }],
      '[default/shop1] routes[0]: the ingress [default/ingress] does not read the namespace "default" (reads: "shops", "blogs"); add it to the namespaces of the ingress, or move one of the two jobs (route-not-served)',
    ],
    [
      "another service discovery",
      {},
      [{ routes: [{ host }], provider: "consul" }],
      '[default/shop1] routes[0]: the service is in the service discovery of "consul", and the ingress [default/ingress] reads "nomad"; set the same provider for both (route-not-served)',
    ],
    [
      "an unknown middleware",
      { middlewares },
      [{ routes: [{ host, middlewares: ["stuff"] }] }],
      '[default/shop1] routes[0]: the ingress [default/ingress] has no middleware "stuff" (declared: "staff", "office", "frames"); add it to the middlewares of the ingress (route-not-served)',
    ],
    [
      "TLS where there are no certificates",
      { tls: undefined },
      [{ routes: [{ host }] }],
      '[default/shop1] routes[0]: "shop.example.com" is served over TLS, and the ingress [default/ingress] has no certificates; set tls of the ingress, or tls: false for the route (route-not-served)',
    ],
    [
      "plain HTTP for a host that is redirected",
      {},
      [{ routes: [{ host }, { host, path: "/a", tls: false }] }],
      '[default/shop1] routes[1]: "shop.example.com" also has routes with TLS, so the ingress [default/ingress] redirects its plain requests; remove tls: false (route-not-served)',
    ],
  ])("are refused with %s", (_, props, services, message) => {
    expect(refusedServices(props, ...services)).toEqual([message]);
  });
});
