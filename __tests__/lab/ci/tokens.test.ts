import { rmSync } from "node:fs";
import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { attemptsOn, type Standing, wireJob } from "./attempts";
import { CiCluster, certificates, type Tokens, type Wire } from "./cluster";
import { namespace, stateKeyPrefix } from "./names";
import { job } from "./pull-requests";
import { install, Repository } from "./repository";
import { runScript } from "./shell";

jest.setTimeout(600_000);

describe("the tokens of pipelines", () => {
  let lab: Lab;
  let cluster: CiCluster;
  let tokens: Tokens;
  let standing: Standing;
  const repository = new Repository(`${__dirname}/program.ts`);

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    cluster = new CiCluster(lab);
    tokens = await cluster.setUp();
    const runs = {
      Datacenters: ["*"],
      TaskGroups: [
        {
          Name: "g",
          Count: 1,
          Tasks: [{ Name: "running", Driver: "raw_exec", Config: { command: "/bin/sleep", args: ["1d"] } }],
        },
      ],
    };
    const elsewhere = await cluster.nomad("POST", "jobs", { Job: wireJob("elsewhere", "default") });
    expect(elsewhere.status).toBe(200);
    await cluster.nomad("POST", "acl/policy/somebody-elses", {
      Name: "somebody-elses",
      Rules: 'agent { policy = "read" }',
    });
    for (const body of [
      wireJob("standing", namespace),
      wireJob("running", namespace, runs),
      wireJob("dispatched", namespace, { Type: "batch", ParameterizedJob: {} }),
      wireJob("periodic", namespace, {
        Type: "batch",
        Periodic: { Enabled: true, SpecType: "cron", Spec: "0 0 1 1 *" },
      }),
    ]) {
      expect((await cluster.nomad("POST", `jobs?namespace=${namespace}`, { Job: body })).status).toBe(200);
    }
    const variable = { Namespace: namespace, Path: "app/db", Items: { password: "x" } };
    expect((await cluster.nomad("PUT", `var/app/db?namespace=${namespace}`, variable)).status).toBe(200);
    for (const key of [`${stateKeyPrefix}/apps`, "ci-test/other"]) {
      expect((await cluster.consul("PUT", `kv/${key}`, {})).status).toBe(200);
    }
    standing = await whatStands();
  });

  /** The ids of the existing objects. It waits until the allocation runs and the deployment exists. */
  const whatStands = async (): Promise<Standing> => {
    const get = async (path: string) => (await cluster.nomad("GET", path)).json();
    let allocation: Wire;
    let deployment: Wire;
    while (allocation?.ClientStatus !== "running" || !deployment) {
      [allocation] = await get(`job/running/allocations?namespace=${namespace}`);
      [deployment] = await get(`job/running/deployments?namespace=${namespace}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const role = (await get("acl/roles")).find(({ Name }: Wire) => Name === "ci-plan");
    const session = await (await cluster.consul("PUT", "session/create", { Name: "standing" })).json();
    return {
      allocation: allocation.ID,
      deployment: deployment.ID,
      evaluation: allocation.EvalID,
      node: allocation.NodeID,
      role: role.ID,
      session: session.ID,
    };
  };

  afterAll(async () => {
    await cluster.nomad("DELETE", "job/elsewhere?purge=true");
    await cluster.nomad("DELETE", "acl/policy/somebody-elses");
    await cluster.nomad("DELETE", `var/app/db?namespace=${namespace}`);
    await cluster.takeDown();
    repository.remove();
  });

  it.each(["plan", "apply"] as const)("do what the role ci-%s says, and nothing else", async (role) => {
    const attempts = attemptsOn(standing);
    const seen: Record<string, string> = {};
    for (const { name, system, method, path, body, shows = "" } of attempts) {
      const answer = await cluster[system](method, path, body, tokens[role][system]);
      const text = await answer.text();
      // Some words of Consul's and of a node come with status 500.
      const refused = answer.status === 403 || /Permission denied/i.test(text) || (answer.ok && !text.includes(shows));
      seen[name] = refused ? "refused" : answer.ok ? "allowed" : `answered ${answer.status}: ${text.slice(0, 200)}`;
    }
    const expected = attempts.map(({ name, allowed }) => [name, allowed.includes(role) ? "allowed" : "refused"]);
    expect(seen).toEqual(Object.fromEntries(expected));
  });

  describe("with fewer rights than ci-plan", () => {
    const run = async (script: string, level: string, nomad: string, consul: string) => {
      const folder = repository.clone(repository.commit("main", [job("web", level)]));
      install(folder);
      const ran = await runScript(script, folder, {
        ...certificates(lab),
        NOMAD_ADDR: lab.nomadAddr,
        NOMAD_TOKEN: nomad,
        CONSUL_HTTP_ADDR: lab.consulAddr,
        CONSUL_HTTP_TOKEN: consul,
      });
      rmSync(folder, { recursive: true });
      return ran;
    };
    const planWith = (nomad: string) => run("npx cdknomad plan --no-lock", "debug", nomad, tokens.plan.consul);

    it("plan what changes, and name the capability without which the scheduler does not answer", async () => {
      await cluster.consul("DELETE", `kv/${stateKeyPrefix}/apps`);
      const first = "npx cdknomad plan || [ $? -eq 2 ]\nnpx cdknomad apply";
      const { nomad, consul } = tokens.apply;
      expect(await run(first, "info", nomad, consul)).toMatchObject({
        code: 0,
        output: expect.stringContaining("applied: 1 of 1 done"),
      });
      const rules = `namespace "${namespace}" { capabilities = ["list-jobs", "read-job"] }`;
      await cluster.nomad("POST", "acl/policy/ci-read-only", { Name: "ci-read-only", Rules: rules });
      const response = await cluster.nomad("POST", "acl/token", {
        Name: "ci-read-only",
        Type: "client",
        Policies: ["ci-read-only"],
      });
      const { code, output } = await planWith((await response.json()).SecretID);
      await cluster.nomad("DELETE", "acl/policy/ci-read-only");
      expect(output).toContain("1 to change");
      expect(output).toContain("~ groups.web.tasks.main.env.LEVEL: info → debug");
      expect(output).toContain(`warning: jobs in the namespace ${namespace} are not checked by nomad`);
      expect(output.replace(/\s+/g, " ")).toContain(
        "the token lacks the capability plan-job (or submit-job) there, so nomad's validation and the answer of its scheduler are missing from this plan; changes are still shown",
      );
      expect(output).not.toContain("an apply of this would fail"); // it is not meant to
      expect(code).toBe(2);
    });

    it("fail when nomad does not know the token", async () => {
      const { code, output } = await planWith("00000000-0000-4000-8000-000000000000");
      expect(output).toContain(`nomad at ${lab.nomadAddr} does not know the token`);
      expect(code).toBe(1);
    });
  });
});
