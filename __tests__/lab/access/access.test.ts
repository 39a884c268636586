import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { retry } from "../../../clients";
import { type Lab, labDown, labUp, labVariables } from "../../../lab";
import { consulApi, nomadApi } from "../../../lab/apis";
import { jwksUrl } from "../../../lab/config/nomad";
import { testLab } from "../../runner/lab";
import { Project, type Result } from "../project";
import { type Action, actions, type Credentials, fromInside, fromOutside, type Seen } from "./actions";
import { consulObjects, nomadObjects, type Objects } from "./objects";
import { login, publicKey, signed } from "./people";
import { logsOf, snapshots } from "./texts";

jest.setTimeout(600_000);

const name = `${testLab}-access`;
const planted = ["planted-in-the-environment", "planted-in-a-file"] as const;
const person = { iss: "https://people.test", aud: "nomad" };

describe("access as code", () => {
  let lab: Lab;
  let project: Project;
  let folder: string;
  let before: { consul: Objects; nomad: Objects };
  let theirs: Objects;
  let planned: Result;
  let deployed: Result;

  beforeAll(async () => {
    lab = await labUp({ name, workloadIdentity: false });
    before = { consul: await consulObjects(lab), nomad: await nomadObjects(lab) };
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-access-"));
    writeFileSync(path.join(folder, "key"), `${planted[1]}\n`, { mode: 0o600 });
    project = new Project("__tests__/lab/access/program.ts", {
      ...labVariables(lab),
      JWKS_URL: jwksUrl(lab.tls !== undefined),
      PEOPLE_PUBLIC_KEY: publicKey,
      UPSTREAM_KEY_FILE: path.join(folder, "key"),
      TF_VAR_upstream_password: planted[0],
    });
    const jwks = jwksUrl(lab.tls !== undefined);
    expect(await lab.exec("n1", ["nomad", "setup", "consul", "-y", `-jwks-url=${jwks}`])).toMatchObject({ code: 0 });
    theirs = without(await consulObjects(lab), before.consul);
    expect(await lab.exec("n1", ["nomad", "setup", "consul", "-y", "-destroy"])).toMatchObject({ code: 0 });
    planned = await project.cdknomad(
      "plan",
      "access",
      "--json=report.json",
      "--markdown=report.md",
      "--html=report.html",
    );
    deployed = await project.cdktf("deploy", "*", "--auto-approve");
  });

  afterAll(async () => {
    project?.remove();
    rmSync(folder, { recursive: true, force: true });
    await labDown(name);
  });

  it("is deployed in one command, and a second plan finds nothing to change", async () => {
    expect(deployed.code).toBe(0);
    for (const stack of ["access", "probes"]) {
      const { code, output } = await project.plan(stack);
      expect(output).toContain("No changes. Your infrastructure matches the configuration.");
      expect(code).toBe(0);
    }
  });

  it("has planted secrets in none of its output", async () => {
    const again = await project.plan("access");
    const reports = ["json", "md", "html"].map((kind) =>
      readFileSync(path.join(project.folder, `report.${kind}`), "utf8"),
    );
    const texts = [
      planned.output,
      ...reports,
      deployed.output,
      again.output,
      ...["access", "probes"].map((stack) => project.read(`stacks/${stack}/cdk.tf.json`)),
    ];
    // The report is one of the plan that makes the variable with the secrets.
    expect(planned.code).toBe(2);
    expect(reports[0]).toContain("nomad_variable.");
    expect(deployed.output).toContain("(sensitive value)");
    const secrets = [...planted, lab.nomadToken(), lab.consulToken()];
    expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  });

  it("is what nomad setup consul makes, but for what is better", async () => {
    const ours = without(await consulObjects(lab), before.consul);
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].sort();
    const side = (objects: Objects, key: string) => (key in objects ? "there" : "-");
    const rows = keys.map((key) => [key, side(theirs, key), side(ours, key)]);
    process.stdout.write(`\n${table([["in Consul", "nomad setup consul -y", "cdknomad"], ...rows])}\n`);
    // With TLS all is the same, but for where Nomad's keys are.
    const text = JSON.stringify({ theirs, ours }).replaceAll(jwksUrl(lab.tls !== undefined), jwksUrl(false));
    expect(JSON.parse(text)).toMatchSnapshot();
  });

  describe("login with a signed token", () => {
    it("gives a token with the role of the group, for no longer than the method says", async () => {
      const { secret } = await login(lab, signed({ ...person, sub: "ann", groups: ["users"] }));
      const self = await fetch(`${lab.nomadAddr}/v1/acl/token/self`, { headers: { "X-Nomad-Token": secret } });
      const token = (await self.json()) as Record<string, unknown> & { CreateTime: string; ExpirationTime: string };
      expect(token).toMatchObject({ Type: "client", Roles: [{ Name: "users" }] });
      expect(Date.parse(token.ExpirationTime) - Date.parse(token.CreateTime)).toBe(15 * 60 * 1000);
    });

    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    it.each([
      [
        "is signed with another key",
        signed({ ...person, sub: "eve", groups: ["users"] }, stranger),
        401,
        "no known key successfully validated the token signature",
      ],
      [
        "is of another issuer",
        signed({ ...person, iss: "https://eve.test", groups: ["users"] }),
        401,
        "invalid JWT issuer: https://eve.test",
      ],
      [
        "is for another audience",
        signed({ ...person, aud: "vault", groups: ["users"] }),
        401,
        "invalid audience (aud) claim",
      ],
      [
        "is of nobody's group",
        signed({ ...person, sub: "bob", groups: ["guests"] }),
        400,
        "no role or policy bindings matched",
      ],
    ])("is refused when it %s", async (_why, token, status, text) => {
      const refused = await login(lab, token);
      expect(refused).toMatchObject({ status, secret: "" });
      expect(refused.text).toContain(text);
    });
  });

  it("lets everybody do what was said, and nothing else", async () => {
    const management: Credentials = { nomad: lab.nomadToken(), consul: lab.consulToken() };
    for (const key of ["lab", "public", "dns"]) {
      await fromOutside(
        lab,
        { system: "consul", name: "", method: "PUT", path: `/v1/kv/${key}/greeting`, body: {} },
        management,
      );
    }
    const secret = async (group: string) =>
      (await login(lab, signed({ ...person, sub: group, groups: [group] }))).secret;
    const outside = async (credentials: Credentials) => {
      const seen = new Map<Action, Seen>();
      for (const action of actions) {
        if (action.system === "nomad" || !("nomad" in credentials) || "consul" in credentials) {
          seen.set(action, await fromOutside(lab, action, credentials));
        }
      }
      return seen;
    };
    const columns: Record<string, Map<Action, Seen>> = {
      nobody: await outside({}),
      "task default/web": await fromInside(lab, { namespace: "default", job: "web" }),
      "task lab/web": await fromInside(lab, { namespace: "lab", job: "web" }),
      "task public/web": await fromInside(lab, { namespace: "public", job: "web" }),
      "task dns/coredns": await fromInside(lab, { namespace: "dns", job: "coredns" }),
      user: await outside({ nomad: await secret("users") }),
      "dns keeper": await outside({ nomad: await secret("dns-keepers") }),
      management: await outside(management),
    };

    const cells = Object.entries(columns).flatMap(([subject, column]) =>
      [...column].map(([action, seen]) => ({
        cell: `${subject}: ${action.name}`,
        seen,
        expected: subject === "management" || allowed[subject]?.includes(action.name) ? "allowed" : "refused",
      })),
    );
    const shown = (subject: string, action: Action) => {
      const found = cells.find(({ cell }) => cell === `${subject}: ${action.name}`);
      if (!found) {
        return " ";
      }
      return found.seen === found.expected
        ? ({ allowed: "yes", refused: "no" }[found.expected] ?? "?")
        : `WRONG: ${found.seen}`;
    };
    const subjects = Object.keys(columns);
    const refusals = cells.filter(({ expected }) => expected === "refused").length;
    process.stdout.write(
      `\n${table([["", ...subjects], ...actions.map((action) => [action.name, ...subjects.map((each) => shown(each, action))])])}\n${cells.length} cells, ${refusals} of them refusals\n`,
    );
    expect(cells.filter(({ seen, expected }) => seen !== expected)).toEqual([]);
    expect(cells.length).toBeGreaterThanOrEqual(60);
    expect(refusals).toBeGreaterThanOrEqual(cells.length / 2);
  });

  it("is needed by a task that logs in to Consul, not by a service that only registers itself", async () => {
    const [nomad, consul] = [nomadApi(lab), consulApi(lab)];
    await nomad.request("POST", "/v1/namespace/norole", { body: { Name: "norole" } });
    const job = (id: string, more: object) => ({
      Job: {
        ID: id,
        Namespace: "norole",
        Type: "service",
        TaskGroups: [
          {
            Name: "group",
            Services: [{ Name: id, Provider: "consul" }],
            RestartPolicy: { Attempts: 0, Mode: "fail" },
            ReschedulePolicy: { Attempts: 0, Unlimited: false },
            Tasks: [{ Name: "task", Driver: "raw_exec", Config: { command: "sleep", args: ["infinity"] }, ...more }],
          },
        ],
      },
    });
    await nomad.request("POST", "/v1/jobs", { body: job("registers", {}) });
    await nomad.request("POST", "/v1/jobs", { body: job("logs-in", { Consul: {} }) });
    const patience = { limit: 60_000 };
    await retry({ what: "the service", ...patience }, async () => {
      if ((await consul.get<object[]>("/v1/health/service/registers")).length !== 1) {
        throw new Error("none");
      }
    });
    const failed = await retry({ what: "the failed allocation", ...patience }, async () => {
      const [allocation] = await nomad.get<{ ClientDescription: string; ClientStatus: string }[]>(
        "/v1/job/logs-in/allocations?namespace=norole",
      );
      if (allocation?.ClientStatus !== "failed") {
        throw new Error(`it is ${allocation?.ClientStatus}`);
      }
      return allocation;
    });
    expect(JSON.stringify(failed)).toContain("403");
    for (const id of ["registers", "logs-in"]) {
      await lab.exec("n1", ["nomad", "job", "stop", "-purge", "-namespace=norole", id]);
    }
    expect(await lab.exec("n1", ["nomad", "namespace", "delete", "norole"])).toMatchObject({ code: 0 });
  });

  it("has planted secrets in no log of the cluster and of its tasks, and in no snapshot", () => {
    const texts = [...logsOf(name), ...snapshots()];
    // The search reaches the agents and the tasks: their logs are there and say something.
    const spoken = texts.filter(({ text }) => text !== "").map(({ where }) => where);
    expect(spoken).toEqual(expect.arrayContaining(["hosts/n1/log/nomad.log", "hosts/n1/log/consul.log"]));
    expect(spoken.some((where) => where.endsWith(".snap"))).toBe(true);
    const secrets = [...planted, lab.nomadToken(), lab.consulToken()];
    const hits = texts.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    expect(hits.map(({ where }) => where)).toEqual([]);
  });

  it("goes away in one command, and leaves the cluster as it was", async () => {
    const headers = { "X-Nomad-Token": lab.nomadToken() };
    for (const variable of ["app/dns/seen", "app/another"]) {
      await fetch(`${lab.nomadAddr}/v1/var/${variable}?namespace=dns`, { method: "DELETE", headers });
    }
    const { code } = await project.cdktf("destroy", "*", "--auto-approve");
    expect(code).toBe(0);
    expect({ consul: await consulObjects(lab), nomad: await nomadObjects(lab) }).toEqual(before);
  });
});

const everyNamespace = ["default", "lab", "public", "dns"].map((namespace) => `list jobs of ${namespace}`);
const everyJob = [
  ...["default", "lab", "public"].map((namespace) => `read job web of ${namespace}`),
  "read job coredns of dns",
];

/** What each may do; the rest is to be refused. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "task lab/web": ["list jobs of lab", "read job web of lab", "read key lab/greeting", "find service lab-web"],
  "task public/web": ["read key public/greeting", "find service public-web"],
  "task dns/coredns": [
    ...everyNamespace,
    ...everyJob,
    "list variables of dns",
    "read variable app/dns/upstream",
    "write variable app/dns/seen",
    "read key dns/greeting",
  ],
  user: [...everyNamespace, ...everyJob],
  "dns keeper": [
    "list jobs of dns",
    "read job coredns of dns",
    "list variables of dns",
    "read variable app/dns/upstream",
    "plan a change of coredns",
    "stop job spare of dns",
  ],
};

/** The objects that were not there before. */
function without(objects: Objects, those: Objects): Objects {
  return Object.fromEntries(Object.entries(objects).filter(([key]) => !(key in those)));
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
