import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { dig, nomad, running, until } from "../dns/cluster";
import { Project, type Result } from "../project";
import { Certificates } from "./certificates";
import type { Changes } from "./program";
import { get, instances, pages } from "./web";

jest.setTimeout(900_000);

/** The resources that a task reserved and the state of the task, in the form of an allocation of Nomad. */
interface AllocationDetails {
  readonly AllocatedResources: {
    readonly Tasks: Record<
      string,
      { readonly Cpu: { readonly CpuShares: number; readonly ReservedCores: number[] | null } }
    >;
  };
  readonly TaskStates: Record<
    string,
    { readonly Restarts: number; readonly Events: { readonly Type: string; readonly DisplayMessage: string }[] }
  >;
}

describe("the examples, on one node", () => {
  let lab: Lab;
  let project: Project;
  let node: {
    readonly NodeResources: {
      readonly Memory: { readonly MemoryMB: number };
      readonly Cpu: { readonly CpuShares: number; readonly TotalCpuCores: number };
    };
  };
  let server: string;
  let changes: Changes;
  const certificates = new Certificates("catalog.lab.example.com");
  let gone = false;
  const environment: NodeJS.ProcessEnv = { CDKNOMAD_LAB: testLab, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };

  /** What the program says from now on. */
  function change(more: Partial<Changes>): void {
    changes = { ...changes, ...more };
    environment.EXAMPLE_CHANGES = JSON.stringify(changes);
  }

  function deploy(stack: string): Promise<Result> {
    return project.cdktf("deploy", stack, "--auto-approve");
  }

  /** The details of the only allocation of a job that runs, or of one of its groups. */
  async function allocation(job: string, group?: string): Promise<{ id: string } & AllocationDetails> {
    const all = (await running(lab, "default", job)) as { ID: string; TaskGroup?: string }[];
    const [found, ...rest] = all.filter(({ TaskGroup }) => group === undefined || TaskGroup === group);
    if (!found || rest.length > 0) {
      throw new Error(`${job} has ${all.length} allocations that run`);
    }
    return { id: found.ID, ...(await nomad<AllocationDetails>(lab, "GET", `/v1/allocation/${found.ID}`)) };
  }

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    server = String(lab.nodes[0]?.address);
    const [stub] = await nomad<{ ID: string }[]>(lab, "GET", "/v1/nodes");
    node = await nomad(lab, "GET", `/v1/node/${stub?.ID}`);
    const memory = Math.floor(node.NodeResources.Memory.MemoryMB * 0.4);
    const fixed = { certificates: certificates.folder, engine: "caddy" as const, page: "1" };
    changes = { memory, count: 2, greeting: "good morning", release: "1", ...fixed };
    change({});
    // The machine outside asks our name server, as one of the LAN would.
    await lab.exec("client", ["sh", "-c", `echo nameserver ${server} > /etc/resolv.conf`]);
    project = new Project("__tests__/lab/examples/program.ts", environment);
    const { code, output } = await deploy("*");
    if (code !== 0) {
      throw new Error(output);
    }
  });

  afterAll(async () => {
    await lab.exec("client", ["sh", "-c", "echo nameserver 127.0.0.1 > /etc/resolv.conf"]);
    if (!gone) {
      await project?.cdktf("destroy", "*", "--auto-approve");
    }
    project?.remove();
    certificates.remove();
  });

  it("have nothing to change in a second plan", async () => {
    const { code, output } = await project.cdknomad("plan");
    expect(output).toMatch(/^no changes$/m);
    expect(code).toBe(0);
  });

  describe("cpu", () => {
    it("reserves the MHz that are asked for, and no core", async () => {
      const { AllocatedResources } = await allocation("cpu", "share");
      expect(AllocatedResources.Tasks.work?.Cpu).toEqual({ CpuShares: 250, ReservedCores: null });
    });

    it("reserves a whole core with all of its MHz, which the kernel keeps for the task alone", async () => {
      const { CpuShares, TotalCpuCores } = node.NodeResources.Cpu;
      const [share, whole] = [await allocation("cpu", "share"), await allocation("cpu", "whole")];
      const cpu = whole.AllocatedResources.Tasks.work?.Cpu;
      expect(cpu?.CpuShares).toBe(CpuShares / TotalCpuCores);
      expect(cpu?.ReservedCores).toHaveLength(1);

      const allowed = async (id: string) => {
        const { stdout } = await lab.exec("n1", ["nomad", "alloc", "exec", id, "busybox", "cat", "/proc/1/status"]);
        return coresOf(/^Cpus_allowed_list:\s+(\S+)$/m.exec(stdout)?.[1] ?? "");
      };
      expect(await allowed(whole.id)).toEqual(cpu?.ReservedCores);
      expect(await allowed(share.id)).not.toContain(cpu?.ReservedCores?.[0]);
    });
  });

  describe("bin-packing", () => {
    it("has a plan that reports how many instances have no room, and which resource is exhausted", async () => {
      change({ count: 3 });
      const { code, output } = await project.cdknomad("plan", "bin-packing");
      expect(output).toContain("groups.big.count: 2 → 3");
      expect(output).toContain("big: 1 cannot be placed: memory is exhausted on 1 node (of 1 node looked at)");
      expect(code).toBe(2);
      expect(await running(lab, "default", "big")).toHaveLength(2);
      change({ count: 2 });
    });
  });

  describe("cni", () => {
    it("has an address of the LAN in DNS, at which its own port 80 answers from outside", async () => {
      const { id } = await allocation("own-address");
      const [found] = await instances(lab, "own-address");
      expect(found?.Address).toMatch(/^10\.0\.10\.1[34]\d$/);
      expect(await dig(lab, server, "own-address.lab.example.com")).toEqual({
        status: "NOERROR",
        data: [found?.Address],
      });
      expect(await get(lab, "http://own-address.lab.example.com/")).toBe(`this is ${id} (200)`);
    });
  });

  describe("variables", () => {
    it("changes the page by a signal, without a restart, when only the variable was changed", async () => {
      const before = await allocation("greeting");
      expect(await pages(lab, "greeting")).toEqual([": good morning (200)"]);

      change({ greeting: "good evening" });
      expect(await deploy("variables")).toMatchObject({ code: 0 });

      await until(
        "the new page",
        async () => (await pages(lab, "greeting")).includes(": good evening (200)") || undefined,
      );
      const after = await until("the signal", async () => {
        const now = await allocation("greeting");
        return now.TaskStates.page?.Events.some(({ Type }) => Type === "Signaling") ? now : undefined;
      });
      expect(after.id).toBe(before.id);
      expect(after.TaskStates.page?.Restarts).toBe(0);
      expect(after.TaskStates.page?.Events.at(-1)).toMatchObject({
        Type: "Signaling",
        DisplayMessage: "Template re-rendered",
      });
    });
  });

  describe("patterns", () => {
    it("answers with a secret from the environment, which only root can read as a file", async () => {
      const [found] = await instances(lab, "catalog");
      expect(await get(lab, `http://${found?.Address}:${found?.Port}/`)).toMatch(/^good (morning|evening) \(200\)$/);
      expect(found?.Tags).toContain("ingress.route=9998 https catalog.lab.example.com / frames /");
      const { id } = await allocation("catalog");
      const file = ["busybox", "stat", "-c", "%a %u", "/secrets/variables.env"];
      const { stdout } = await lab.exec("n1", ["nomad", "alloc", "exec", id, ...file]);
      expect(stdout.trim()).toBe("400 0");
    });

    it("runs a cron job when it is forced, under its timeout", async () => {
      expect(await lab.exec("n1", ["nomad", "job", "periodic", "force", "-detach", "report"])).toMatchObject({
        code: 0,
      });
      const run = await until("the end of the run", async () => {
        const all = await nomad<{ ID: string; Status: string }[]>(lab, "GET", "/v1/jobs?prefix=report/");
        return all.find(({ Status }) => Status === "dead");
      });
      const path = `/v1/job/${encodeURIComponent(run.ID)}`;
      const [allocation] = await nomad<{ ClientStatus: string }[]>(lab, "GET", `${path}/allocations`);
      expect(allocation?.ClientStatus).toBe("complete");
      await nomad(lab, "DELETE", `${path}?purge=true`);
    });

    it("runs an agent on the node", async () => {
      expect(await running(lab, "default", "clock")).toHaveLength(1);
    });
  });

  describe("canary", () => {
    const old = "live: release 1 (200)";
    const fresh = "live: release 2 (200)";

    it("answers beside the old release, which nobody has touched", async () => {
      expect(await pages(lab, "shop")).toEqual([old, old]);
      change({ release: "2" });
      const { code, output } = await deploy("canary");
      const { ID } = await nomad<{ ID: string }>(lab, "GET", "/v1/job/shop/deployment");
      expect(output.replace(/\s+/g, " ")).toContain(
        "its canaries are healthy and wait for promotion; run nomad deployment promote ",
      );
      expect(output).toContain(ID);
      expect(code).toBe(0);
      expect(await pages(lab, "shop")).toEqual(["canary: release 2 (200)", old, old]);
    });

    it("takes over when it is promoted, and then there is nothing to change", async () => {
      const { ID } = await nomad<{ ID: string }>(lab, "GET", "/v1/job/shop/deployment");
      expect(await lab.exec("n1", ["nomad", "deployment", "promote", "-detach", ID])).toMatchObject({ code: 0 });
      await until(
        "the new release only",
        async () => JSON.stringify(await pages(lab, "shop")) === JSON.stringify([fresh, fresh]) || undefined,
      );
      // Nomad reverts to the last version whose deployment succeeded; a page that answers does not prove that success
      await until("the end of the deployment", async () => {
        const { Status } = await nomad<{ Status: string }>(lab, "GET", `/v1/deployment/${ID}`);
        return Status === "successful" || undefined;
      });
      const { code, output } = await project.plan("canary");
      expect(output).toContain("No changes. Your infrastructure matches the configuration.");
      expect(code).toBe(0);
    });

    it("is taken away when it fails, and the former release answers as before", async () => {
      const before = await running(lab, "default", "shop");
      change({ release: "3", folder: "/local/missing" });
      const { code, output } = await deploy("canary");
      expect(output).toContain("[default/shop] does not run (job-not-running)");
      expect(output).toContain("Not Restarting: Policy allows no restarts");
      expect(code).not.toBe(0);

      await until("the failed deployment", async () => {
        const all = await nomad<{ Status: string; StatusDescription: string }[]>(
          lab,
          "GET",
          "/v1/job/shop/deployments",
        );
        return all.some(({ Status }) => Status === "failed") || undefined;
      });
      await until(
        "two instances of the former release",
        async () => JSON.stringify(await pages(lab, "shop")) === JSON.stringify([fresh, fresh]) || undefined,
      );
      const ids = (all: readonly { ID: string }[]) => all.map(({ ID }) => ID).sort();
      expect(ids(await running(lab, "default", "shop"))).toEqual(ids(before));
    });

    it("leaves nothing to change when the program says the former release again", async () => {
      change({ release: "2", folder: "/local/www" });
      const { output } = await project.cdknomad("plan", "canary");
      expect(output).toMatch(/^no changes; 1 changed on the cluster since the last apply$/m);
    });
  });

  describe.each(["caddy", "traefik"] as const)("ingress with %s", (engine) => {
    const host = "catalog.lab.example.com";
    const address = "10.0.10.3";
    /** Options of a client that finds a host at the virtual address although DNS does not know it. */
    const through = (name: string) => ["--resolve", `${name}:443:${address}`, "--resolve", `${name}:80:${address}`];
    /** Options of a client that knows our authority only. It finds the host by DNS. */
    const trusting = () => ["--cacert", certificates.authority];

    beforeAll(async () => {
      if (changes.engine !== engine) {
        change({ engine });
        const { code, output } = await project.cdktf("deploy", "ingress", "patterns", "--auto-approve");
        if (code !== 0) {
          throw new Error(output);
        }
      }
      await until("the page", async () => {
        const text = await get(lab, `https://${host}/`, ...trusting());
        return / \(200\)$/.test(text) || undefined;
      });
    });

    it("answers over HTTPS at the virtual address, with a certificate that the client verifies", async () => {
      expect(await get(lab, `https://${host}/`, ...trusting())).toMatch(/^good (morning|evening) \(200\)$/);
      // curl ends with 60 if it cannot verify the certificate.
      const { code } = await lab.exec("client", ["curl", "-sS", "-m", "10", `https://${host}/`]);
      expect(code).toBe(60);
    });

    it("has its address in DNS under the name of a route, and the service where it listens", async () => {
      expect(await dig(lab, server, host)).toEqual({ status: "NOERROR", data: [address] });
      expect(await dig(lab, server, host, "AAAA")).toEqual({ status: "NOERROR", data: [] });
      const [found] = await instances(lab, "catalog");
      expect(await dig(lab, server, "catalog.default.lab.example.com")).toEqual({
        status: "NOERROR",
        data: [found?.Address],
      });
      const { status: answered, data } = await dig(lab, server, host, "SRV");
      expect([answered, data.map((each) => each.split(" ")[2])]).toEqual(["NOERROR", [String(found?.Port)]]);
    });

    it("redirects plain requests to a host of a route", async () => {
      const redirect = ["-w", "%{http_code} %{redirect_url}", "-o", "/dev/null"];
      const { stdout } = await lab.exec("client", ["curl", "-sS", "-m", "10", ...redirect, `http://${host}/a?b=c`]);
      expect(stdout).toBe(`${engine === "caddy" ? 308 : 301} https://${host}/a?b=c`);
    });

    it("refuses a host that no route names, also with the certificate of another one", async () => {
      const other = "nothing.lab.example.com";
      expect(await status(`http://${address}/`, "-H", `Host: ${other}`)).toBe("404");
      expect(await status(`https://${host}/`, "-H", `Host: ${other}`, ...trusting())).toBe("404");
      expect(await get(lab, `https://${other}/`, ...trusting(), ...through(other))).toBe("no answer");
      // the name of the service is no way around
      expect(await status(`http://${address}/`, "-H", "Host: catalog")).toBe("404");
    });

    it("asks for the password of a route, and lets only its networks to another", async () => {
      const url = `https://${host}/index.html`;
      expect(await status(url, ...trusting())).toBe("401");
      expect(await status(url, ...trusting(), "-u", "ann:wrong")).toBe("401");
      expect(await status(url, ...trusting(), "-u", "ann:secret")).toBe("200");
      expect(await status(`https://${host}/office`, ...trusting())).toBe("403");
    });

    it("sets the headers of a route, and of no other", async () => {
      const header = ["-w", "%header{x-frame-options}", "-o", "/dev/null"];
      expect(await get(lab, `https://${host}/`, ...trusting(), ...header)).toBe("DENY");
      expect(await get(lab, `https://${host}/index.html`, ...trusting(), ...header, "-u", "ann:secret")).toBe("");
    });

    it("has neither a dashboard nor an API, outside and on its node", async () => {
      for (const path of ["/dashboard/", "/api/rawdata", "/config/", "/ping", "/metrics", "/debug/vars"]) {
        expect(await status(`http://${address}${path}`)).toBe("404");
      }
      for (const port of [2019, 8080, 8082]) {
        expect(await get(lab, `http://${address}:${port}/config/`)).toBe("no answer");
        const { code } = await lab.exec("n1", ["curl", "-sS", "-m", "5", `http://127.0.0.1:${port}/config/`]);
        expect(code).toBe(7);
      }
    });

    it("has no policy but for the variable that a middleware reads", async () => {
      const policies = await nomad<{ Name: string }[]>(lab, "GET", "/v1/acl/policies");
      const all = await Promise.all(
        policies.map(({ Name }) =>
          nomad<{ JobACL?: { JobID: string }; Rules: string }>(lab, "GET", `/v1/acl/policy/${Name}`),
        ),
      );
      const [policy, ...others] = all.filter(({ JobACL }) => JobACL?.JobID === "ingress");
      expect(others).toEqual([]);
      expect(policy?.Rules.match(/path .*|capabilities .*|policy .*/g)).toEqual([
        'path "ingress/staff" {',
        'capabilities = ["read", "list"]',
      ]);
    });

    if (engine === "caddy") {
      it("has no token of Nomad's", async () => {
        const { id } = await allocation("ingress");
        const { stdout, code } = await inTask(id, "caddy", "environ");
        expect(code).toBe(0);
        expect(stdout).toContain("NOMAD_JOB_ID=ingress");
        expect(stdout).not.toContain("TOKEN");
      });
    } else {
      it("reads services and its own variables with its token, and nothing else", async () => {
        const { id } = await allocation("ingress");
        const { stdout } = await inTask(id, "sh", "-c", "echo $NOMAD_TOKEN");
        const token = stdout.trim();
        expect(token).not.toBe("");
        const answers = await Promise.all(
          REQUESTS.map(async ([method, path, body]) => {
            const { status } = await fetch(`${lab.nomadAddr}${path}`, {
              method,
              headers: { "X-Nomad-Token": token },
              ...(body && { body: JSON.stringify(body) }),
            });
            return `${method} ${path}: ${status}`;
          }),
        );
        expect(answers).toEqual(REQUESTS.map(([method, path, , expected]) => `${method} ${path}: ${expected}`));
      });

      it("limits the requests of a client to a route", async () => {
        const url = `https://${host}/slow`;
        const answers = [await status(url, ...trusting()), await status(url, ...trusting())];
        expect([...answers, await status(url, ...trusting())]).toEqual(["404", "404", "429"]);
        expect(await status(`https://${host}/`, ...trusting())).toBe("200");
      });
    }

    it("loses no request while an update replaces the instance of a service", async () => {
      const [before] = await instances(lab, "catalog");
      const codes = path.join(certificates.folder, `codes-${engine}`);
      const curl = `curl -s -m 10 -o /dev/null -w '%{http_code}\\n' ${trusting().join(" ")} https://${host}/`;
      const loop = `while [ ! -e ${codes}.stop ]; do ${curl} || echo lost; sleep 0.1; done > ${codes}`;
      const requests = lab.exec("client", ["sh", "-c", loop]);
      change({ page: `${Number(changes.page) + 1}` });
      expect(await deploy("patterns")).toMatchObject({ code: 0 });
      await until("another instance only", async () => {
        const found = await instances(lab, "catalog");
        return (found.length === 1 && found[0]?.Port !== before?.Port) || undefined;
      });
      await setTimeout(engine === "caddy" ? 6_000 : 11_000); // the old one still answers for 5 s or 10 s
      writeFileSync(`${codes}.stop`, "");
      await requests;
      const answers = readFileSync(codes, "utf8").trim().split("\n");
      expect(answers.filter((code) => code !== "200")).toEqual([]);
      expect(answers.length).toBeGreaterThan(20);
    });

    /** The status with which a request from outside the cluster is answered. */
    async function status(url: string, ...options: readonly string[]): Promise<string> {
      const answer = await get(lab, url, "-o", "/dev/null", ...options);
      return answer.replace(/[()]/g, "");
    }

    /** Runs a command in the task of the program. */
    function inTask(id: string, ...command: readonly string[]) {
      return lab.exec("n1", ["nomad", "alloc", "exec", "-task", engine, id, ...command]);
    }
  });

  it("are taken away again with nothing left of them", async () => {
    const { code } = await project.cdktf("destroy", "*", "--auto-approve");
    expect(code).toBe(0);
    gone = true;
    expect(await nomad(lab, "GET", "/v1/vars")).toEqual([]);
    const jobs = await nomad<{ Stop: boolean }[]>(lab, "GET", "/v1/jobs");
    expect(jobs.filter(({ Stop }) => !Stop)).toEqual([]);
    await until("no service", async () => {
      const [services] = await nomad<{ Services: object[] }[]>(lab, "GET", "/v1/services?namespace=default");
      return services === undefined || services.Services.length === 0 || undefined;
    });
  });
});

/** Requests with the token of the ingress, each with the status of the answer. */
const REQUESTS: readonly (readonly [method: string, path: string, body: object | undefined, status: number])[] = [
  ["GET", "/v1/services?namespace=default", undefined, 200],
  ["GET", "/v1/service/catalog", undefined, 200],
  ["GET", "/v1/var/nomad/jobs/ingress", undefined, 200],
  ["GET", "/v1/var/ingress/staff", undefined, 200],
  ["PUT", "/v1/var/ingress/staff", { Path: "ingress/staff", Items: { eve: "x" } }, 403],
  ["PUT", "/v1/var/nomad/jobs/ingress", { Path: "nomad/jobs/ingress", Items: { key: "x" } }, 403],
  ["GET", "/v1/var/nomad/jobs/catalog", undefined, 403],
  ["GET", "/v1/jobs", undefined, 403],
  ["GET", "/v1/job/catalog", undefined, 403],
  ["DELETE", "/v1/job/catalog", undefined, 403],
  ["GET", "/v1/nodes", undefined, 403],
  ["GET", "/v1/agent/self", undefined, 403],
  ["GET", "/v1/acl/tokens", undefined, 403],
];

/** The cores in a list of the kernel, for example `0-2,4`. */
function coresOf(list: string): number[] {
  return list.split(",").flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
