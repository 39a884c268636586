import { CsiVolume, HostVolume, Namespace, type Task, Variable } from "../../../constructs";
import { traefik, WebService, type WebServiceProps } from "../../../patterns";
import { webServiceJob } from "../../../patterns/web-service-job";
import { newStack, parsed, refusals, wireOf } from "./stack";

const shop: WebServiceProps = {
  name: "shop",
  image: "registry.example.com/shop:2.4.1",
  port: 8080,
  resources: { cpu: 200, memory: 256 },
};

const groupOf = (props: Partial<WebServiceProps> = {}) =>
  webServiceJob({ ...shop, ...props } as WebServiceProps).job.groups[0];

/** The messages for props that the compiler may refuse. */
function refused(props: object): string[] {
  const stack = newStack();
  new WebService(stack, "shop", { ...shop, ...props } as WebServiceProps);
  return refusals(stack);
}

describe("a WebService", () => {
  it("is this job with nothing but what it needs", () => {
    expect(webServiceJob(shop).job).toMatchSnapshot();
  });

  it("is this job with everything", () => {
    const stack = newStack();
    const namespace = new Namespace(stack, "shops", { name: "shops" });
    const data = new HostVolume(stack, "data", {
      name: "shop-data",
      namespace,
      pluginId: "mkdir",
      capabilities: [{ accessMode: "single-node-multi-writer", attachmentMode: "file-system" }],
    });
    const database = new Variable(stack, "database", {
      namespace,
      path: "app/database",
      items: { password: { plain: "for the test" } },
    });
    new WebService(stack, "shop", {
      ...shop,
      namespace,
      count: 3,
      check: { path: "/health", interval: "5s", timeout: "1s" },
      routes: [
        { host: "shop.example.com", middlewares: ["forward-auth@file"] },
        { host: "shop.example.com", path: "/api", tls: false },
      ],
      ingress: traefik({ certResolver: "letsencrypt" }),
      tags: ["team=shop"],
      metricsPort: 9090,
      env: { LOG_LEVEL: "info" },
      secrets: { TOKEN: "token", DB_PASSWORD: { variable: database, item: "password" } },
      volumes: [{ source: data, destination: "/data" }],
      update: { minHealthyTime: "10s" },
      transform: (job) => {
        job.Meta = { changed: "by transform" };
      },
    });
    expect(wireOf(stack)).toMatchSnapshot();
  });

  it("is registered after its variable and with the right to read it, and nothing else", () => {
    const stack = newStack();
    const own = new Variable(stack, "own", { path: "nomad/jobs/shop", items: { token: { plain: "x" } } });
    const other = new Variable(stack, "other", { path: "app/db", items: { password: { plain: "x" } } });
    const secrets = {
      TOKEN: { variable: own, item: "token" },
      PASSWORD: { variable: other, item: "password" },
      KEY: { variable: "app/key", item: "key" },
    };
    new WebService(stack, "shop", { ...shop, secrets });
    const [job] = parsed(stack).resources("nomad_job");
    const [policy, ...more] = parsed(stack).resources("nomad_acl_policy");
    expect(more).toEqual([]);
    expect(job?.values.depends_on).toEqual([
      "nomad_variable.default_nomad_jobs_shop",
      "nomad_variable.default_app_db",
      "nomad_acl_policy.default-shop",
    ]);
    expect(policy?.values.job_acl).toEqual({ job_id: "shop", namespace: "default" });
    expect(policy?.values.rules_hcl).toMatchSnapshot();
  });

  it("has no policy if it only reads its own variable", () => {
    const stack = newStack();
    new WebService(stack, "shop", { ...shop, secrets: { TOKEN: "token" } });
    expect(parsed(stack).resources("nomad_acl_policy")).toEqual([]);
  });

  it("gives rights to its job", () => {
    const stack = newStack();
    const variable = new Variable(stack, "variable", { path: "app/cache", items: { key: { plain: "x" } } });
    variable.grantWrite(new WebService(stack, "shop", shop));
    expect(String(parsed(stack).resources("nomad_acl_policy")[0]?.values.rules_hcl)).toContain('path "app/cache"');
  });

  it("reads a variable of another namespace there", () => {
    const stack = newStack();
    const variable = new Variable(stack, "variable", {
      namespace: "data",
      path: "app/db",
      items: { key: { plain: "x" } },
    });
    new WebService(stack, "shop", { ...shop, secrets: { KEY: { variable, item: "key" } } });
    expect(JSON.stringify(wireOf(stack))).toContain('nomadVar \\"app/db@data\\"');
    expect(String(parsed(stack).resources("nomad_acl_policy")[0]?.values.rules_hcl)).toContain('namespace "data"');
  });
});

describe("an update of a WebService", () => {
  const update = (props: object) => groupOf(props)?.update;

  it("starts the new instance before the old one stops", () => {
    expect(update({})).toEqual({ minHealthyTime: "30s", autoRevert: true, canary: 1, autoPromote: true });
  });

  const stopFirst = { minHealthyTime: "30s", autoRevert: true };
  it.each([
    ["a static port", { port: { static: 8080 } }],
    ["a volume that it writes", { volumes: [{ type: "csi", source: "data", destination: "/data" }] }],
    ["a path of the node that it writes", { config: { volumes: ["/srv/shop:/data"] } }],
    ["a path of the node with options", { config: { volumes: ["/srv/shop:/data:rw"] } }],
    ["a mounted path of the node", { config: { mounts: [{ type: "bind", source: "/srv", target: "/data" }] } }],
  ])("stops the old instance first with %s", (_, props) => {
    expect(update(props)).toEqual(stopFirst);
  });

  it.each([
    ["a volume that it reads", { volumes: [{ type: "csi", source: "data", destination: "/data", readOnly: true }] }],
    ["a path of the node that it reads", { config: { volumes: ["/etc/localtime:/etc/localtime:ro"] } }],
    ["files of the allocation", { config: { volumes: ["local/shop.conf:/etc/shop.conf"] } }],
  ])("starts the new instance first with %s", (_, props) => {
    expect(update(props)?.canary).toBe(1);
  });

  it("has the fields that were given", () => {
    expect(update({ update: { canary: 0, maxParallel: 2 } })).toEqual({ ...stopFirst, canary: 0, maxParallel: 2 });
  });
});

describe("the network of a WebService", () => {
  const mode = (props: object) => groupOf(props)?.network?.mode;

  it("is a namespace of its own", () => {
    expect(mode({})).toBe("bridge");
    expect(mode({ network: { dns: { servers: ["10.0.10.2"] } } })).toBe("bridge");
    expect(mode({ driver: "podman" })).toBe("bridge");
  });

  it.each([
    ["networkMode", { networkMode: "host" }],
    ["dnsServers", { dnsServers: ["10.0.10.2"] }],
    ["hostname", { hostname: "shop" }],
  ])("is the driver's if the container has %s, which it could not have in a namespace of the group", (_, config) => {
    expect(mode({ config })).toBeUndefined();
  });

  it("is the one that was given", () => {
    expect(mode({ network: { mode: "host" } })).toBe("host");
  });
});

describe("the routes of a WebService", () => {
  const tags = (props: object) => groupOf(props)?.services?.[0]?.tags;

  it("keep the service running until the ingress program has noticed", () => {
    expect(groupOf({})?.shutdownDelay).toBe("5s");
    expect(groupOf({ routes: [{ host: "shop.example.com" }] })?.shutdownDelay).toBe("20s");
    expect(
      groupOf({ routes: [{ host: "shop.example.com" }], ingress: traefik({ refresh: "2s" }) })?.shutdownDelay,
    ).toBe("2s");
  });

  it("are tags of Traefik with TLS", () => {
    expect(tags({ routes: [{ host: "shop.example.com" }], check: "/health" })).toMatchSnapshot();
  });

  it("have no health check of Traefik's own in Consul or with TCP", () => {
    const routes = [{ host: "shop.example.com" }];
    expect(JSON.stringify(tags({ routes, provider: "consul" }))).not.toContain("healthcheck");
    expect(JSON.stringify(tags({ routes, check: { type: "tcp" } }))).not.toContain("healthcheck");
  });

  it("have another router where they differ, so that Traefik keeps the old one until the last old instance is gone", () => {
    const router = (host: string) => /routers\.(\w[\w-]*)\./.exec(String(tags({ routes: [{ host }] })))?.[1];
    expect(router("a.example.com")).not.toBe(router("b.example.com"));
    expect(router("a.example.com")).toBe(router("a.example.com"));
  });

  it("can have another program behind the same interface", () => {
    const ingress = { refresh: "1s" as const, tags: () => ["caddy=yes"] };
    expect(tags({ routes: [{ host: "shop.example.com" }], ingress, tags: ["own"] })).toEqual(["caddy=yes", "own"]);
  });

  it("do not accept a name of Traefik that ends its tag", () => {
    expect(() => traefik({ certResolver: "a=b" })).toThrow(
      '[traefik] certResolver: "a=b" cannot be part of a tag; use letters, digits, "-", and "_"',
    );
  });
});

describe("a WebService is refused", () => {
  const volume = { type: "csi", source: "data", destination: "/data" };
  const task: Task = { name: "db", driver: "docker", config: { image: "db:1" }, resources: { cpu: 1, memory: 16 } };

  it.each<[string, object, string[]]>([
    [
      "a host that ends the rule",
      { routes: [{ host: "a`) || Host(`b" }] },
      ['routes[0].host: "a`) || Host(`b" is not a DNS name'],
    ],
    ["a host with Nomad's syntax", { routes: [{ host: "${NOMAD_JOB_NAME}.example.com" }] }, ["routes[0].host"]],
    ["a wildcard", { routes: [{ host: "*.example.com" }] }, ["routes[0].host"]],
    ["an empty host", { routes: [{ host: "" }] }, ["routes[0].host"]],
    ["a path that ends the rule", { routes: [{ host: "a.example.com", path: "/`)" }] }, ["routes[0].path"]],
    ["a path without a slash", { routes: [{ host: "a.example.com", path: "api" }] }, ["routes[0].path"]],
    [
      "a middleware with a comma",
      { routes: [{ host: "a.example.com", middlewares: ["a,b"] }] },
      ["routes[0].middlewares[0]"],
    ],
    [
      "the same route twice",
      { routes: [{ host: "a.example.com" }, { host: "A.example.com", path: "/" }] },
      ["routes[1]: the host"],
    ],
    ["a secret with the name of another language", { secrets: { "a-b": "token" } }, ["secrets.a-b"]],
    ["a secret that ends the template", { secrets: { TOKEN: 'a }}{{ env "X"' } }, ["secrets.TOKEN"]],
    ["a secret that is a method", { secrets: { TOKEN: "Keys" } }, ["secrets.TOKEN"]],
    [
      "a variable that ends the text",
      { secrets: { TOKEN: { variable: 'a" }}', item: "token" } } },
      ["secrets.TOKEN.variable"],
    ],
    ["a variable with ${", { secrets: { TOKEN: { variable: "${x}", item: "token" } } }, ["secrets.TOKEN.variable"]],
    [
      "a job whose variable has no path",
      { name: "a.b", serviceName: "a", secrets: { TOKEN: "token" } },
      ["secrets.TOKEN.variable"],
    ],
    ["a secret in env", { env: { TOKEN: "x" }, secrets: { TOKEN: "token" } }, ["secrets.TOKEN: TOKEN is also in env"]],
    [
      "replicas that write one volume",
      { volumes: [volume], count: 2 },
      ['groups.web.volumes.data.accessMode: "single-node-writer" allows one'],
    ],
    ["a canary beside a writer", { volumes: [volume], update: { canary: 1 } }, ["update.canary: 1 canary"]],
    ["a second main task", { tasks: [task] }, ['tasks[0]: the task "db" has no lifecycle']],
    ["a privileged container", { config: { privileged: true } }, ['config.privileged: it sets "privileged"']],
    ["another image", { config: { image: "other:1" } }, ["config.image"]],
    ["a path of a TCP check", { check: { type: "tcp", path: "/" } }, ["check.path"]],
  ])("with %s", (_, props, begins) => {
    const messages = refused(props).map((line) => line.replace(/^\[[^\]]*\] /, ""));
    expect(messages.map((line, index) => line.slice(0, begins[index]?.length))).toEqual(begins);
  });

  it("by the rules of jobs, too", () => {
    expect(refused({ ports: [{ name: "http", to: 1 }] }).join()).toContain("(duplicate-name)");
  });
});

test("an existing volume of a name and a CSI volume of this program are mounted", () => {
  const stack = newStack();
  const csi = new CsiVolume(stack, "csi", {
    id: "csi",
    pluginId: "plugin",
    capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
  });
  new WebService(stack, "shop", {
    ...shop,
    volumes: [
      { source: csi, destination: "/csi" },
      { type: "host", source: "cache", destination: "/cache", readOnly: true },
    ],
  });
  const [group] = wireOf(stack).TaskGroups ?? [];
  expect({ volumes: group?.Volumes, mounts: group?.Tasks?.[0]?.VolumeMounts }).toMatchSnapshot();
});

test("literal ${ in env and templates is what the user wrote", () => {
  const stack = newStack();
  const env = { A: "${NOMAD_PORT_http} $${x} %{y} ${", B: '"\n\\' };
  new WebService(stack, "shop", { ...shop, env, templates: [{ destination: "local/a", data: "${x}\r${y}" }] });
  const [task] = wireOf(stack).TaskGroups?.[0]?.Tasks ?? [];
  expect(task?.Env).toEqual(env);
  expect(task?.Templates?.[0]?.EmbeddedTmpl).toBe("${x}\r${y}");
});
