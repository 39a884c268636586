import { type Lab, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { EditedProject, job, unedited } from "./dev/edited-project";
import { stateOfJob } from "./dev/state-of-job";
import { nomad, running, until } from "./dns/cluster";
import { processesIn, Typed } from "./plan/typed";

jest.setTimeout(600_000);

interface Specification {
  readonly Version: number;
  readonly TaskGroups: readonly {
    readonly Count: number;
    readonly Tasks: readonly {
      readonly Env: Readonly<Record<string, string>>;
      readonly Config: { readonly image: string };
      readonly Templates: readonly { readonly EmbeddedTmpl: string }[];
    }[];
  }[];
}

interface Allocation {
  readonly ID: string;
  readonly JobVersion: number;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
}

describe("cdknomad dev", () => {
  let lab: Lab;
  let project: EditedProject;
  let dev: Typed;
  let saved = unedited;

  const typed = (words: string) =>
    new Typed(
      project.folder,
      { CDKNOMAD_LAB: testLab, NOMAD_ADDR: undefined, NOMAD_TOKEN: undefined },
      words.split(" "),
    );
  const run = (words: string) => typed(words).ended;
  const specification = () => nomad<Specification>(lab, "GET", `/v1/job/${job}`);

  /** Saves an edit of the program. @returns the part of the output that follows */
  function save(edit: Partial<typeof unedited>): () => string {
    const begin = dev.output.length;
    saved = { ...saved, ...edit };
    project.save(saved);
    return () => dev.output.slice(begin);
  }

  /** Waits, and explains what did not come. */
  const untilShown = (what: string, attempt: () => Promise<true | undefined>) =>
    until(what, attempt).catch(async ({ message }: Error) => {
      throw new Error(`${message}; cdknomad dev printed:\n${dev.output}\n${await stateOfJob(lab, job)}`);
    });

  /** Waits until the newest version of the job runs and is as expected. */
  async function runs(what: string, isExpected: (found: Specification) => boolean, count = 1): Promise<void> {
    await untilShown(what, async () => {
      const found = await specification();
      const allocations = await nomad<Allocation[]>(lab, "GET", `/v1/job/${job}/allocations`);
      const current = allocations.filter(
        ({ JobVersion, ClientStatus, DesiredStatus }) =>
          JobVersion === found.Version && ClientStatus === "running" && DesiredStatus === "run",
      );
      return isExpected(found) && current.length === count ? true : undefined;
    });
  }

  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const shows = (output: () => string, text: string | RegExp) =>
    untilShown(`${text} in the output`, async () => (new RegExp(text).test(output()) ? true : undefined));
  const taskOf = ({ TaskGroups }: Specification) => TaskGroups[0]?.Tasks[0];

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    project = new EditedProject();
  });

  afterAll(async () => {
    dev?.kill("SIGKILL");
    await nomad(lab, "DELETE", `/v1/job/${job}?purge=true`);
    project.remove();
  });

  it("registers jobs in no cluster that is not a lab", async () => {
    const { code, output } = await run("cdknomad dev --environment prod");
    expect(output).toMatch(
      /stack edited: .* environment "prod" at https:\/\/nomad\.example\.com:4646, is not a lab, .* \(not-a-lab\)/,
    );
    expect(code).toBe(1);
  });

  it("registers what the lab does not run yet, and shows events and logs", async () => {
    dev = typed("cdknomad dev edited --timings");
    await dev.says("Ctrl-C ends");
    await runs("the job", () => true);
    await shows(() => dev.output, "default/edited registered as version 0");
    await shows(() => dev.output, /default\/edited runs on n1 \(allocation \w{8}\)/);
    await shows(() => dev.output, "default/edited/web · Started: Task started by client");
    await shows(() => dev.output, /default\/edited\/web \| CoreDNS-/);
  });

  it("registers an edit of the environment", async () => {
    const output = save({ greeting: "good day" });
    await runs("the environment", (found) => taskOf(found)?.Env.GREETING === "good day");
    await shows(output, /noticed after \d\.\d\d s, .*program \d+\.\d\d s.*, registration \d+\.\d\d s/);
    await shows(output, /placement \d+\.\d\d s, .*image and start \d+\.\d\d s/);
  });

  it("loses no edit of several in a row, of a template and of the count, while a deployment runs", async () => {
    project.saveTemplate("erratic");
    await pause(150);
    save({ count: 2 });
    await pause(150);
    const output = save({ count: 1, greeting: "the last one" });
    await runs("the last edit", (found) => {
      const task = taskOf(found);
      return task?.Env.GREETING === "the last one" && task.Templates[0]?.EmbeddedTmpl.includes("erratic") === true;
    });
    save({ count: 2 });
    await runs("the count", ({ TaskGroups }) => TaskGroups[0]?.Count === 2, 2);
    await shows(output, "was updated in place and runs on n1");
  });

  it("shows a type error and an error of a rule with their places, registers nothing, and continues", async () => {
    const { Version } = await specification();
    const typeError = save({ count: 1, priority: 'number = "high"' });
    await shows(typeError, /main\.ts:7:7 - error TS2322/);
    await shows(typeError, "the types are not correct; nothing was registered");
    const ruleError = save({ priority: "number = 50", port: "wrong" });
    await shows(ruleError, /\[default\/edited\] .* the port "wrong", .* \(group-port-not-declared\)/);
    await shows(ruleError, /declared at main\.ts:16\n✘ the program failed; nothing was registered/);
    expect((await specification()).Version).toBe(Version);
  });

  it("shows that an image does not exist, and registers an edit of its tag", async () => {
    const output = save({ port: "dns", tag: "missing" });
    await shows(output, /default\/edited\/web ! Driver Failure: .*coredns:missing/);
    save({ tag: "latest" });
    await runs("the tag", (found) => taskOf(found)?.Config.image === "coredns/coredns:latest");
  });

  it("ends with Ctrl-C and leaves no process", async () => {
    dev.kill("SIGINT");
    expect(await dev.ended).toMatchObject({ code: 0 });
    expect(processesIn(project.folder)).toEqual([]);
    expect(await running(lab, "default", job)).toHaveLength(1);
  });

  it("leaves jobs that the next plan takes over as they are", async () => {
    const { output } = await run("cdknomad plan");
    expect(output).toContain("= nomad_job default/edited");
    expect(output).toMatch(/adopt/);
  });
});
