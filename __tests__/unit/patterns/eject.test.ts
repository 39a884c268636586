import path from "node:path";
import { ejectedModule } from "../../../cli/commands/eject/ejected-module";
import { findJob } from "../../../cli/commands/eject/find-job";
import { type IGrantee, Job, type JobProps, Namespace, type NamespaceRights, Variable } from "../../../constructs";
import { CronJob, Ingress, NodeAgent, WebService } from "../../../patterns";
import { evaluate } from "../import/evaluate";
import { newStack, parsed } from "./stack";

const file = path.join(__dirname, "..", "..", "..", "stacks", "shop.ts");
const resources = { cpu: 100, memory: 64 };

/** The text of a job, and the job that it makes in a stack of its own, after what `prepare` makes. */
function ejected(make: (stack: ReturnType<typeof newStack>) => void, id: string, prepare?: typeof make) {
  const before = newStack();
  prepare?.(before);
  make(before);
  const text = ejectedModule(findJob([parsed(before)], id), file);
  const [props] = Object.values(evaluate(text)) as JobProps[];
  const after = newStack();
  prepare?.(after);
  const job = new Job(after, "job", props as JobProps);
  // The lines that the file asks for.
  for (const [, namespace, rights] of text.matchAll(/^\/\/ {3}job\.addRights\((".*?"), (.*)\);$/gm)) {
    (job as IGrantee).addRights(JSON.parse(namespace as string), new Function(`return ${rights}`)() as NamespaceRights);
  }
  return { text, before: parsed(before), after: parsed(after) };
}

const attributes = (stack: ReturnType<typeof parsed>, type: string) =>
  stack.resources(type).map(({ address, values: { depends_on: _, "//": __, jobspec, ...values } }) => ({
    address,
    ...values,
    ...(typeof jobspec === "string" && { jobspec: JSON.parse(jobspec) }),
  }));

describe("cdknomad eject", () => {
  it("writes a job that a person can read", () => {
    const { text } = ejected((stack) => {
      new WebService(stack, "shop", {
        name: "shop",
        image: "registry.example.com/shop:2.4.1",
        port: 8080,
        routes: [{ host: "shop.example.com" }],
        secrets: { KEY: { variable: "app/key", item: "key" } },
        resources,
      });
    }, "shop");
    expect(text).toMatchSnapshot();
  });

  it.each<[string, Parameters<typeof ejected>[0]]>([
    [
      "a WebService",
      (stack) =>
        new WebService(stack, "shop", {
          name: "shop",
          namespace: "shops",
          image: "shop:1",
          port: { static: 8080 },
          check: { type: "tcp" },
          routes: [{ host: "shop.example.com", path: "/api" }],
          secrets: { A: "a", B: { variable: "app/db", item: "b" } },
          volumes: [{ type: "csi", source: "data", destination: "/data" }],
          env: { TEXT: "${NOMAD_PORT_http} $${x} %{y}\r\n`'\"\\ ${", UNICODE: "é \u{1f680}" },
          protect: true,
          terraform: {
            failFast: false,
            preserveCounts: true,
            preserveResources: true,
            purgeOnDestroy: true,
            timeouts: { create: "5m" },
          },
          transform: (job) => {
            job.Priority = 60;
          },
          resources,
        }),
    ],
    [
      "a CronJob",
      (stack) =>
        new CronJob(stack, "shop", {
          name: "shop",
          namespace: "shops",
          crons: ["15 3 * * *"],
          timeout: "1h",
          command: "/bin/true",
          image: "shop:1",
          resources,
        }),
    ],
    [
      "a NodeAgent",
      (stack) =>
        new NodeAgent(stack, "shop", {
          name: "shop",
          namespace: "shops",
          image: "shop:1",
          port: 9100,
          hasMetrics: true,
          driver: "podman",
          config: { networkMode: "host" },
          resources,
        }),
    ],
    [
      "an Ingress",
      (stack) =>
        new Ingress(stack, "shop", {
          name: "shop",
          namespace: "shops",
          engine: "caddy",
          tls: { certificates: [{ variable: "app/certificate" }] },
          middlewares: { staff: { basicAuth: { variable: "app/staff" } } },
          virtualIp: { address: "10.0.10.3/24" },
        }),
    ],
    [
      "a job of any kind",
      (stack) =>
        new Job(stack, "shop", {
          name: "shop",
          namespace: "shops",
          groups: [
            { name: "a", tasks: [{ name: "b", driver: "raw_exec", config: { command: "/bin/true" }, resources }] },
          ],
        }),
    ],
  ])("writes %s that synthesizes to the same job, with the same address and rights", (_, make) => {
    const { before, after } = ejected(make, "shop@shops");
    expect(attributes(after, "nomad_job")).toEqual(attributes(before, "nomad_job"));
    expect(attributes(after, "nomad_acl_policy")).toEqual(attributes(before, "nomad_acl_policy"));
  });

  it("names what has to exist before the job", () => {
    const { text } = ejected(
      (stack) => {
        const namespace = new Namespace(stack, "shops", { name: "shops" });
        const variable = new Variable(stack, "db", { namespace, path: "app/db", items: { b: { plain: "x" } } });
        new WebService(stack, "web", {
          name: "shop",
          namespace,
          image: "shop:1",
          port: 80,
          secrets: { B: { variable, item: "b" } },
          resources,
        });
      },
      "shop",
      undefined,
    );
    expect(text).toContain("It needs nomad_namespace.shops, nomad_variable.shops_app_db: pass");
  });

  it("says which jobs there are if there is no such job, or more than one", () => {
    const stack = newStack();
    for (const namespace of ["one", "two"]) {
      new WebService(stack, namespace, { name: "shop", namespace, image: "shop:1", port: 80, resources });
    }
    const stacks = [parsed(stack)];
    expect(() => findJob(stacks, "shpo")).toThrow('shpo: the program has no such job; did you mean "shop"?');
    expect(() => findJob(stacks, "x")).toThrow('x: the program has no such job; jobs: "shop@one", "shop@two"');
    expect(() => findJob([], "x")).toThrow("x: the program has no such job; jobs: none");
    expect(() => findJob(stacks, "shop", "app")).toThrow('no stack is called "app" (did you mean "apps"?)');
    expect(() => findJob(stacks, "shop")).toThrow(
      "shop: the program has 2 of these jobs: shop@one (--stack apps), shop@two (--stack apps); name one of them",
    );
    expect(findJob(stacks, "shop@two").namespace).toBe("two");
  });
});
