import { readFileSync } from "node:fs";
import path from "node:path";
import { Agent } from "./agents";
import { Person } from "./command";

jest.setTimeout(600_000);

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

describe("cdknomad bootstrap, with real agents", () => {
  let consul: Agent;
  let nomad: Agent;
  let open: Agent[];
  let persons: Person[] = [];

  /** A user on a machine that has never connected to the cluster. */
  const newPerson = (agents: readonly Agent[] = [consul, nomad]) => {
    const person = new Person(agents);
    persons.push(person);
    return person;
  };

  beforeAll(async () => {
    [consul, nomad, ...open] = await Promise.all([
      Agent.consul({ acls: true }),
      Agent.nomad({ acls: true }),
      Agent.consul({ acls: false }),
      Agent.nomad({ acls: false }),
    ]);
    await Promise.all([consul, nomad, ...open].map((agent) => agent.ready()));
  });

  afterEach(() => {
    for (const person of persons) {
      person.remove();
    }
    persons = [];
  });

  afterAll(() => Promise.all([consul, nomad, ...open].map((agent) => agent.stop())));

  it("makes both tokens on agents that were just started, keeps them 0600 and shows none", async () => {
    const person = newPerson();
    const { code, stdout, stderr } = await person.cdknomad(["bootstrap"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain(`bootstrapped; its management token works and is kept in ${person.folder()}/consul.token`);
    expect(stderr).toContain(`bootstrapped; its management token works and is kept in ${person.folder()}/nomad.token`);
    expect(stderr).not.toMatch(uuid);
    expect(person.files()).toEqual({ "cluster.json": "600", "consul.token": "600", "nomad.token": "600" });

    const tokens = await person.tokens();
    expect(await consul.managementTokens(tokens.consul)).toHaveLength(1);
    expect(await nomad.managementTokens(tokens.nomad)).toHaveLength(1);

    const again = await person.cdknomad(["bootstrap"]);
    expect(again).toMatchObject({ code: 0, stdout: "" });
    expect(again.stderr.match(/was bootstrapped already; its management token works/g)).toHaveLength(2);
    expect(await person.tokens()).toEqual(tokens);

    const shown = await person.cdknomad(["bootstrap", "--show"]);
    expect(shown.stdout).toBe(`CONSUL_HTTP_TOKEN=${tokens.consul}\nNOMAD_TOKEN=${tokens.nomad}\n`);

    const elsewhere = newPerson();
    const adopted = await elsewhere.cdknomad(["bootstrap"], {
      CONSUL_HTTP_TOKEN: tokens.consul,
      NOMAD_TOKEN: tokens.nomad,
    });
    expect(adopted.stderr.match(/was bootstrapped already; took the token from the environment/g)).toHaveLength(2);
    expect(adopted.code).toBe(0);
    expect(await elsewhere.tokens()).toEqual(tokens);
  });

  it("explains on another machine what to do next, and its procedure for a lost token works", async () => {
    const person = newPerson();
    const { code, stderr } = await person.cdknomad(["bootstrap"]);
    expect(code).toBe(1);
    const message = stderr.slice(stderr.indexOf("error: ") + "error: ".length);
    expect(message.replace(/\d+\.\d+\.\d+\.\d+:\d+/g, "HOST").replace(/write \d+/g, "write N")).toBe(
      [
        explanation("consul", "CONSUL_HTTP_TOKEN", "<data_dir>/acl-bootstrap-reset", person),
        explanation("nomad", "NOMAD_TOKEN", "<data_dir>/server/acl-bootstrap-reset", person),
      ].join(""),
    );
    expect(person.files()).toEqual({ "cluster.json": "600" });
    expect(await person.cdknomad(["env"])).toMatchObject({
      code: 1,
      stdout: "",
      stderr:
        'error: consul and nomad: the bootstrap of "cluster" did not finish; run it again: cdknomad bootstrap --name cluster (cluster-unknown)\n',
    });

    nomad.writeResetFile("1");
    const wrong = await person.cdknomad(["bootstrap", "--only", "nomad"]);
    expect(wrong.stderr.replace(/\d+\.\d+\.\d+\.\d+:\d+/g, "HOST").replace(/to hold \d+/, "to hold N")).toContain(
      "error: nomad at http://HOST: the reset file of the leader HOST holds 1 and has to hold N; write that into <data_dir>/server/acl-bootstrap-reset there and run again: cdknomad bootstrap --name cluster (bootstrap-refused)\n",
    );

    for (const [agent, name] of [
      [consul, "consul"],
      [nomad, "nomad"],
    ] as const) {
      const [, index] = new RegExp(`${name} at .*?write (\\d+)`, "s").exec(message) ?? [];
      agent.writeResetFile(String(index));
    }
    expect(await person.cdknomad(["bootstrap"])).toMatchObject({ code: 0 });
    const tokens = await person.tokens();
    expect([await consul.statusWith(tokens.consul), await nomad.statusWith(tokens.nomad)]).toEqual([200, 200]);
  });

  it("continues after a kill -9 at each of its steps, with one token that works", async () => {
    const steps: string[] = [];
    let count: Record<string, number> | undefined;
    for (let step = 1; ; step++) {
      await Promise.all([consul.allowBootstrap(), nomad.allowBootstrap()]);
      const person = newPerson();
      const killed = await person.cdknomad(["bootstrap"], {}, step);
      const rerun = await person.cdknomad(["bootstrap"]);
      expect({ step, code: rerun.code }).toEqual({ step, code: 0 });
      expect(person.files()).toEqual({ "cluster.json": "600", "consul.token": "600", "nomad.token": "600" });
      const tokens = await person.tokens();
      const current = {
        consul: (await consul.managementTokens(tokens.consul)).length,
        nomad: (await nomad.managementTokens(tokens.nomad)).length,
      };
      // One more than last time: none was made whose secret is not the one that is kept.
      expect({ step, ...current }).toEqual({
        step,
        consul: count ? Number(count.consul) + 1 : current.consul,
        nomad: count ? Number(count.nomad) + 1 : current.nomad,
      });
      count = current;
      for (const secret of Object.values(tokens)) {
        expect(killed.stdout + killed.stderr + rerun.stdout + rerun.stderr).not.toContain(secret);
      }
      if (killed.code === 0) {
        break;
      }
      expect(killed).toMatchObject({ code: 129, stderr: expect.stringContaining("killed before: ") });
      steps.push(/killed before: (.*)/.exec(killed.stderr)?.[1] ?? "");
    }
    process.stdout.write(`killed at ${steps.length} steps:\n${steps.map((name) => `  ${name}\n`).join("")}`);
    expect(steps.filter((name) => name.startsWith("send to"))).toHaveLength(2);
    expect(steps.filter((name) => name.startsWith("rename to nomad.token"))).toHaveLength(2);
  });

  it("hands the secret to a command instead, also after a kill -9 at each step", async () => {
    for (let step = 1; ; step++) {
      await nomad.allowBootstrap();
      const person = newPerson();
      const received = path.join(person.state, "received");
      const args = [
        "bootstrap",
        "--only",
        "nomad",
        "--to",
        `tee -a ${received}; echo $CDKNOMAD_SYSTEM > ${received}.of`,
      ];
      const killed = await person.cdknomad(args, {}, step);
      const rerun = await person.cdknomad(args);
      expect({ step, code: rerun.code }).toEqual({ step, code: 0 });
      const secrets = new Set(readFileSync(received, "utf8").trim().split("\n"));
      expect({ step, secrets: secrets.size }).toEqual({ step, secrets: 1 });
      const [secret = ""] = secrets;
      expect(await nomad.statusWith(secret)).toBe(200);
      expect(person.files()).toEqual({ "cluster.json": "600", "nomad.handed-over": "600" });
      expect(readFileSync(`${received}.of`, "utf8")).toBe("nomad\n");
      expect(killed.stdout + killed.stderr + rerun.stdout + rerun.stderr).not.toContain(secret);
      if (killed.code === 0) {
        expect(rerun.stderr).toContain("was bootstrapped already; its token");
        expect(rerun.stderr).toContain("was given to a command; set NOMAD_TOKEN to have it verified");
        expect(await person.cdknomad(["env"])).toMatchObject({ stdout: `export NOMAD_ADDR=${nomad.address}\n` });
        break;
      }
    }
  });

  it("keeps the secret when the command fails, for the next run to hand it over", async () => {
    await nomad.allowBootstrap();
    const person = newPerson();
    const failed = await person.cdknomad(["bootstrap", "--only", "nomad", "--to", "exit 3"]);
    expect(failed.stderr).toContain(
      "error: nomad: the command of --to ended with 3; the token exists and is still kept here; fix the command and run this command again (hand-over-failed)\n",
    );
    expect(failed.code).toBe(1);
    expect(await person.cdknomad(["bootstrap", "--only", "nomad"])).toMatchObject({ code: 0 });
    expect(await nomad.statusWith(person.read("nomad.token").trim())).toBe(200);
  });

  it("makes one token when two run at once", async () => {
    await Promise.all([consul.allowBootstrap(), nomad.allowBootstrap()]);
    const person = newPerson();
    const both = await Promise.all([person.cdknomad(["bootstrap"]), person.cdknomad(["bootstrap"])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const outputs = both.map(({ stderr }) => stderr).join("");
    expect(outputs.match(/ {2}bootstrapped; its management token works/g)).toHaveLength(2);
    expect(outputs.match(/ {2}was bootstrapped already; its management token works/g)).toHaveLength(2);
  });

  it("does not try the tokens of one cluster on another", async () => {
    const person = newPerson();
    await person.cdknomad(["bootstrap", "--only", "consul"], { CONSUL_HTTP_TOKEN: "" });
    const other = await person.cdknomad(["bootstrap", "--consul", "http://127.0.0.1:1"]);
    expect(other).toMatchObject({
      code: 1,
      stderr: `error: consul: the cluster "cluster" is at ${consul.address}, not at http://127.0.0.1:1; give another cluster another --name (cluster-differs)\n`,
    });
  });

  it("says of both at once that ACLs are not enabled, and changes nothing", async () => {
    const person = newPerson(open);
    const { code, stderr } = await person.cdknomad(["bootstrap"]);
    expect(code).toBe(1);
    const [first, second] = open as [Agent, Agent];
    expect(stderr).toContain(
      `error: consul at ${first.address}: ACLs are not enabled; give every agent acl { enabled = true, default_policy = "deny" }, restart it and run this again (bootstrap-refused)\n` +
        `nomad at ${second.address}: ACLs are not enabled; give every agent acl { enabled = true }, restart it and run this again (bootstrap-refused)\n`,
    );
    expect(person.files()).toEqual({ "cluster.json": "600" });
  });

  it("fails when nobody answers", async () => {
    const person = newPerson();
    const { code, stderr } = await person.cdknomad([
      "bootstrap",
      "--wait",
      "0",
      "--nomad",
      "http://127.0.0.1:1",
      "--only",
      "nomad",
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      "error: nomad at http://127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1; correct the address, or start the server (server-unreachable)\n",
    );
  });

  it("gives no environment of a cluster that it does not know", async () => {
    expect(await newPerson().cdknomad(["env", "--name", "home"])).toMatchObject({
      code: 1,
      stdout: "",
      stderr: 'error: no cluster "home" is known here; run: cdknomad bootstrap --name home (cluster-unknown)\n',
    });
  });
});

function explanation(name: string, variable: string, file: string, person: Person): string {
  return `${name} at http://HOST: was bootstrapped already, and there is no token of it in ${person.folder()}/${name}.token
  if you have a management token, hand it in by ${variable} and it is verified and kept: cdknomad bootstrap --name cluster
  if it is truly lost, allow one more bootstrap: on the leader, HOST, write N into ${file}
  (as the user that ${name} runs as), and run at once: cdknomad bootstrap --name cluster
  tokens, policies and roles that exist stay valid; the lost token does too until you delete it (bootstrap-refused)
`;
}
