import { type Lab, labUp } from "../../lab";
import { testLab } from "../runner/lab";
import { EditedProject, job, unedited } from "./dev/edited-project";
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

  /** Waits until the newest version of the job runs and is as expected. */
  async function runs(what: string, isExpected: (found: Specification) => boolean, count = 1): Promise<void> {
    await until(what, async () => {
      const found = await specification();
      const allocations = await nomad<Allocation[]>(lab, "GET", `/v1/job/${job}/allocations`);
      const current = allocations.filter(
        ({ JobVersion, ClientStatus, DesiredStatus }) =>
          JobVersion === found.Version && ClientStatus === "running" && DesiredStatus === "run",
      );
      return isExpected(found) && current.length === count ? true : undefined;
    });
  }

  const shows = (output: () => string, text: string | RegExp) =>
    until(`${text} in the output`, async () => (new RegExp(text).test(output()) ? true : undefined));
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

  it("lists the jobs if it does not know one", async () => {
    const { code, output } = await run("cdknomad dev edite");
    expect(output).toContain(
      'the program has no job "edite" (did you mean "edited"?); there are default/edited (job-unknown)',
    );
    expect(code).toBe(1);
  });

  it("registers what the lab does not run yet, and shows events and logs", async () => {
    dev = typed("cdknomad dev edited");
    await dev.says("Ctrl-C ends");
    await runs("the job", () => true);
    await shows(() => dev.output, "default/edited registered as version 0");
    await shows(() => dev.output, /default\/edited runs on n1 \(allocation \w{8}\)/);
    await shows(() => dev.output, "default/edited/web · Started: Task started by client");
    await shows(() => dev.output, /default\/edited\/web \| CoreDNS-/);
  });

  it("registers an edit of the environment, of a template, and of the count", async () => {
    save({ greeting: "good day" });
    await runs("the environment", (found) => taskOf(found)?.Env.GREETING === "good day");
    project.saveTemplate("erratic");
    await runs("the template", (found) => taskOf(found)?.Templates[0]?.EmbeddedTmpl.includes("erratic") ?? false);
    const output = save({ count: 2 });
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
    save({ port: "dns", tag: "latest" });
    await runs("the tag", (found) => taskOf(found)?.Config.image === "coredns/coredns:latest");
  });

  it("shows that an image does not exist, and continues", async () => {
    const output = save({ tag: "missing" });
    await shows(output, /default\/edited\/web ! Driver Failure: .*coredns:missing/);
    save({ tag: "latest", greeting: "fixed" });
    await runs("the fix", (found) => taskOf(found)?.Env.GREETING === "fixed");
  });

  it("loses no edit of several in a row", async () => {
    for (const greeting of ["one", "two", "three", "four"]) {
      save({ greeting });
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await runs("the last one", (found) => taskOf(found)?.Env.GREETING === "four");
  });

  it("ends with Ctrl-C and leaves no process", async () => {
    dev.kill("SIGINT");
    expect(await dev.ended).toMatchObject({ code: 0 });
    expect(processesIn(project.folder)).toEqual([]);
    expect(await running(lab, "default", job)).toHaveLength(1);
  });

  it("leaves jobs that the next plan takes over as they are", async () => {
    const before = await specification();
    const planned = await run("cdknomad plan");
    expect(planned.output).toContain("= nomad_job default/edited");
    expect(planned.output).toMatch(/adopt/);
    expect(await run("cdknomad apply")).toMatchObject({ code: 0 });
    expect((await specification()).Version).toBe(before.Version);
    expect(await run("cdknomad plan")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
  });

  it("leaves jobs of the state that the next plan shows as drift which the program has already", async () => {
    dev = typed("cdknomad dev --no-logs --no-type-check");
    await dev.says("already registered as in the program: default/edited");
    await dev.says("Ctrl-C ends");
    const output = save({ greeting: "after the apply" });
    await shows(output, /default\/edited runs on/);
    dev.kill("SIGTERM");
    expect(await dev.ended).toMatchObject({ code: 0 });
    const planned = await run("cdknomad plan");
    expect(planned.output).toContain("The program has these changes of the cluster already");
    expect(planned.code).toBe(0);
  });
});
