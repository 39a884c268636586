import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { Project, type Result } from "../project";
import { planted } from "./planted";

jest.setTimeout(600_000);

const program = "__tests__/lab/plan/planted-program.ts";

/** Every place of the program that has a secret, and those that are not in it. */
const places = [
  ...["job-meta", "group-meta", "service-tag", "hash", "service-meta", "proxy-config", "upstream-config", "registry"],
  ...["argument", "argument-with-name", "label", "env", "uuid", "env-url", "env-header", "task-meta", "artifact-url"],
  ...["artifact-option", "artifact-header", "artifact-query", "template-env", "template-yaml", "template-key"],
  ...["template-xml", "log", "log-url", "variable", "client-secret", "consul-key", "consul-prefix", "config-entry"],
  ...["wrong-type", "file", "given", "by-hand", "address"],
];

describe("planted secrets", () => {
  let lab: Lab;
  let project: Project;
  /** What was printed, by the command. */
  const printed = new Map<string, string>();
  /** The command lines of all processes that were seen. */
  const commandLines = new Set<string>();

  const environment = (round: string) => ({
    CDKNOMAD_TEST_ROUND: round,
    TF_VAR_planted_given: planted("given", round),
  });
  const cdknomad = async (round: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Result> => {
    Object.assign(process.env, environment(round), more);
    const result = await watched(project.cdknomad(...args));
    for (const name of Object.keys({ ...environment(round), ...more })) {
      delete process.env[name];
    }
    printed.set(
      `${args.join(" ")} (${round}${Object.entries(more).map(([name, value]) => `, ${name}=${value}`)})`,
      result.output,
    );
    return result;
  };
  /** What of the planted is in a text, by its places. */
  const found = (text: string) =>
    places.flatMap((place) =>
      ["one", "two"].filter((round) => text.includes(planted(place, round))).map((round) => `${place} ${round}`),
    );

  /** Looks at the processes of this machine as long as something runs. */
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    const look = () => {
      for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        try {
          commandLines.add(readFileSync(`/proc/${entry}/cmdline`, "utf8"));
        } catch {
          // it has ended
        }
      }
    };
    const timer = setInterval(look, 20);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  };

  const nomad = (method: string, at: string, body?: unknown) =>
    fetch(`${lab.nomadAddr}/v1/${at}`, {
      method,
      headers: { "X-Nomad-Token": lab.nomadToken() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  /** What was printed with something planted in it. */
  const leaks = () => [...printed].map(([what, text]) => [what, found(text)]).filter(([, all]) => all?.length !== 0);

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    project = new Project(program, labVariables(lab));
  });

  afterAll(async () => {
    process.env.TF_VAR_planted_given = "any";
    await project.cdktf("destroy", "planted", "--auto-approve");
    delete process.env.TF_VAR_planted_given;
    project.remove();
  });

  /** Which planted secrets are in the state, its backup, and the saved plan; a plan is a zip file. */
  const stored = () => {
    const states = readdirSync(project.folder).filter((file) => /\.tfstate(\.backup)?$/.test(file));
    const plan = unzipSync(readFileSync(path.join(project.folder, "cdknomad.plan", "planted.tfplan")));
    const texts = [
      ...states.map((file) => readFileSync(path.join(project.folder, file), "latin1")),
      ...Object.values(plan).map((member) => Buffer.from(member).toString("latin1")),
    ];
    return new Set(texts.flatMap(found).map((each) => each.split(" ")[0]));
  };
  /** Fails if a secret of a `Variable` is stored, or if nothing else is found. */
  const expectNoneStored = () => {
    expect([...stored()]).toEqual(expect.arrayContaining(["variable", "client-secret"]));
    expect([...stored()].filter((place) => place === "file" || place === "given")).toEqual([]);
  };

  it("are in no report of any format, while the report shows every field that holds one", async () => {
    writeFileSync(path.join(project.folder, "upstream"), planted("file", "one"));
    const reports = ["--markdown", "a.md", "--json", "a.json", "--html", "a.html"];
    expect(await cdknomad("one", ["plan", ...reports])).toMatchObject({ code: 2 });
    for (const file of ["a.md", "a.json", "a.html"]) {
      printed.set(file, readFileSync(path.join(project.folder, file), "utf8"));
    }
    const json = printed.get("a.json") ?? "";
    for (const field of ["env.DB_PASSWORD", "options.sshkey", "items.written", "oidc_client_secret", "config_json"]) {
      expect(json).toContain(field);
    }
    expect(leaks()).toEqual([]);
  });

  it("are where the program puts them, or nothing else here says anything", () => {
    const notInIt = ["wrong-type", "file", "given", "by-hand", "address"];
    const synthesized = project.read("stacks/planted/cdk.tf.json");
    const expected = places.filter((place) => !notInIt.includes(place)).map((place) => `${place} one`);
    expect(found(synthesized)).toEqual(expected);
  });

  it("are not in what an apply says, also of a task that prints them and ends", async () => {
    const { code, output } = await cdknomad("one", ["apply"]);
    expect(output).toContain("cannot log in to postgres://ann:(masked)@db with (masked)");
    expect(output).toContain("nomad_acl_token.planted created");
    expect(code).toBe(1);
    expectNoneStored();
    expect(leaks()).toEqual([]);
  });

  it("are not in the next plan nor in its log, where all of them change and one was changed by hand", async () => {
    const job = await (await nomad("GET", "job/everywhere")).json();
    job.TaskGroups[0].Tasks[0].Env.DB_PASSWORD = planted("by-hand", "one");
    expect((await nomad("POST", "jobs", { Job: job })).status).toBe(200);
    writeFileSync(path.join(project.folder, "upstream"), planted("file", "two"));
    const log = path.join(project.folder, "trace.log");
    const logged = { TF_LOG: "TRACE", TF_LOG_PATH: log };
    const { output } = await cdknomad("two", ["plan", "--markdown", "b.md"], logged);
    printed.set("b.md", readFileSync(path.join(project.folder, "b.md"), "utf8"));
    printed.set("trace.log", readFileSync(log, "utf8"));
    expect(printed.get("trace.log")).toContain("terraform-provider-nomad");
    expect(output).toContain("± nomad_job default/talkative");
    expect(output).toContain("env.DB_PASSWORD: (masked) → (masked)");
    expect(output).toContain("items_wo: (masked) → (masked)");
    expectNoneStored();
    expect((await cdknomad("two", ["plan", "--drift-only", "--json", "b.json"])).code).toBe(2);
    printed.set("b.json", readFileSync(path.join(project.folder, "b.json"), "utf8"));
    expect(leaks()).toEqual([]);
  });

  it("are not in what the other commands print", async () => {
    await cdknomad("two", ["graph"]);
    expect((await cdknomad("two", ["--verbose", "plan"], { CDKNOMAD_TEST_WRONG: "1" })).output).toContain(
      "OTHER_PASSWORD",
    );
    const nobody = "127.0.0.1:1";
    for (const host of [new URL(lab.nomadAddr).host, nobody]) {
      const withPassword = `http://ann:${planted("address", "one")}@${host}`;
      const other = new Project(program, { ...labVariables(lab), NOMAD_ADDR: withPassword });
      for (const args of [["plan"], ["--verbose", "doctor", "--no-nodes"]]) {
        const { output } = await other.cdknomad(...args);
        printed.set(`${args.join(" ")} at ${host} with a password`, output);
        // Only a server that does not answer is named.
        if (host === nobody) {
          expect(output).toContain(`http://${nobody}`);
        }
      }
      other.remove();
    }
    expect(leaks()).toEqual([]);
  });

  it("are in no command line of a process", () => {
    expect([...commandLines].filter((line) => line.includes("terraform") && line.includes("plan"))).not.toEqual([]);
    // The task's own is not among them: its secrets are in its environment.
    expect(found([...commandLines].join("\n"))).toEqual([]);
  });

  it("are for nobody but the owner to read, where a plan has to keep them", () => {
    const folder = path.join(project.folder, "cdknomad.plan");
    const modes = readdirSync(folder).map((file) => [file, statSync(path.join(folder, file)).mode & 0o077]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(modes.filter(([file, mode]) => file !== ".gitignore" && mode !== 0)).toEqual([]);
  });
});
