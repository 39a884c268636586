import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import type { Request } from "./forge-server";
import { GitHubRunner } from "./github-runner";
import { GitLabRunner } from "./gitlab-runner";
import { job, planted, Story } from "./story";

jest.setTimeout(900_000);

// The steps of a story build on each other: each is a test of its own, in this order.
describe.each([
  ["GitHub Actions", GitHubRunner, "shop"],
  ["GitLab CI", GitLabRunner, undefined],
] as const)("plans in pull requests on %s", (_name, runner, environment) => {
  let story: Story;
  let first: Request;
  let fewer: Request;

  beforeAll(async () => {
    const lab: Lab = await labUp({ name: testLab });
    story = await Story.begin(lab, runner, environment);
    story.repository.commit("main", []);
  });

  afterAll(() => story.end());

  it("plan a pull request in one comment, and write nothing", async () => {
    const { request, run } = await story.push("web", [job("web", "info")]);
    first = request;
    expect(run).toMatchObject({ conclusion: "success" });
    expect(request.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("### cdknomad plan: 1 to create"),
    ]);
    expect(request.comments[0]?.body).toContain(
      "<b>create</b> nomad_job <code>shop/web</code> · <code>web: 1 create</code>",
    );
    expect(await story.cluster.job("web")).toBeUndefined();
  });

  it("change that comment when more is pushed", async () => {
    const [before] = first.comments;
    const { run } = await story.push("web", [job("web", "info"), job("worker", "info")], { request: first });
    expect(run).toMatchObject({ conclusion: "success" });
    expect(first.comments).toHaveLength(1);
    expect(first.comments[0]?.id).toBe(before?.id);
    expect(first.comments[0]?.body).toContain("### cdknomad plan: 2 to create");
    expect(first.comments[0]?.body).toContain(`of ${first.head.slice(0, 12)}`);
  });

  it("say in the comment that there is no plan when the program is wrong", async () => {
    const { request, run } = await story.push("wrong", [{ name: "wrong" }]);
    expect(run).toMatchObject({ conclusion: "failure" });
    expect(request.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("### cdknomad plan: it ended before it had a report; its log says why"),
    ]);
  });

  it("apply what was reviewed when it is merged, and say so", async () => {
    const run = await story.merge("web", first);
    expect(run).toMatchObject({
      conclusion: "success",
      log: expect.stringContaining("the plan is the one that was reviewed"),
    });
    expect(run.log).toContain("applied: 2 of 2 done");
    expect(await story.level("web")).toBe("info");
    expect(await story.level("worker")).toBe("info");
    expect(first.comments).toHaveLength(1);
    expect(first.comments[0]?.body).toContain("> **Applied** exactly as it was reviewed");
    expect(first.comments[0]?.body).toContain("### cdknomad plan: 2 to create");
  });

  it("refuse as stale what somebody changed on the server between review and merge, and write nothing", async () => {
    const { request, run } = await story.push("louder", [job("web", "debug"), job("worker", "debug")]);
    expect(run).toMatchObject({ conclusion: "success" });
    await story.cluster.changeJob("web", (running) => {
      running.TaskGroups[0].Tasks[0].Env.LEVEL = "by-hand";
    });
    const merged = await story.merge("louder", request);
    expect(merged).toMatchObject({
      conclusion: "failure",
      log: expect.stringMatching(
        /what was reviewed is stale, nothing was written; open a new pull request to see what would change now:\n {2}shop\/web: the job was changed on the server after the review \(index \d+ then, \d+ now\)\n/,
      ),
    });
    expect(await story.level("web")).toBe("by-hand");
    expect(await story.level("worker")).toBe("info");
    expect(request.comments[0]?.body).toContain("> **Not applied, or not all of it**");
  });

  it("tell of the drift in one issue each night, the same one", async () => {
    expect(await story.night()).toMatchObject({ conclusion: "success" });
    expect(await story.night()).toMatchObject({ conclusion: "success" });
    expect(story.forge.issues).toHaveLength(1);
    const [issue] = story.forge.issues;
    expect(issue).toMatchObject({
      open: true,
      title: `Drift${environment === undefined ? "" : ` in ${environment}`}: 1 resource changed on the cluster since the last apply`,
    });
    expect(issue?.body).toContain("groups.web.tasks.main.env.LEVEL: by-hand");
    expect(await story.level("web")).toBe("by-hand");
  });

  it("plan in the next pull request what puts it right, and apply that", async () => {
    const { request } = await story.push("mend", [job("web", "debug"), job("worker", "debug")]);
    expect(request.comments[0]?.body).toContain("2 to change; 1 changed on the cluster since the last apply");
    expect(await story.merge("mend", request)).toMatchObject({ conclusion: "success" });
    expect(await story.level("web")).toBe("debug");
    expect(await story.level("worker")).toBe("debug");
  });

  it("close the issue in the night after it is mended", async () => {
    expect(await story.night()).toMatchObject({ conclusion: "success" });
    const [issue] = story.forge.issues;
    expect(issue).toMatchObject({ open: false });
    expect(issue?.comments).toEqual([expect.stringContaining("The cluster is again as it was applied last")]);
    expect(story.forge.issues).toHaveLength(1);
  });

  it("refuse what another pull request's merge has made stale", async () => {
    const one = await story.push("one", [job("web", "one"), job("worker", "debug")]);
    const other = await story.push("other", [job("web", "debug"), job("worker", "debug"), job("third", "debug")]);
    expect(await story.merge("one", one.request)).toMatchObject({ conclusion: "success" });
    story.repository.commit("other", [job("web", "one"), job("worker", "debug"), job("third", "debug")]);
    const merged = await story.merge("other", other.request);
    expect(merged.conclusion).toBe("failure");
    expect(merged.log).toContain("apps: the state was changed by another apply after the review");
    expect(merged.log).toContain("apps: what was merged synthesizes something else than what was reviewed");
    expect(await story.cluster.job("third")).toBeUndefined();
  });

  it("refuse a pull request that deletes a protected job, and say what confirms it", async () => {
    const { request, run } = await story.push("fewer", [job("web", "one")]);
    expect(run).toMatchObject({ conclusion: "failure" });
    expect(run.log).toContain("Refused: this plan destroys job/shop/worker.");
    expect(request.comments[0]?.body).toContain("&#91;shop/worker&#93; is not destroyed without a confirmation");
    expect(request.comments[0]?.body).toContain('guard: { confirm: ["job/shop/worker"] }');
    fewer = request;
  });

  it("plan and apply that where the program confirms it by its name", async () => {
    const confirm = ["job/shop/worker"];
    const { run } = await story.push("fewer", [job("web", "one")], { request: fewer, confirm });
    expect(run).toMatchObject({ conclusion: "success" });
    expect(fewer.comments[0]?.body).toContain("### cdknomad plan: 1 to destroy");
    expect(fewer.comments[0]?.body).not.toContain("done its part");
    expect(await story.level("worker")).toBe("debug");
    expect(await story.merge("fewer", fewer)).toMatchObject({ conclusion: "success" });
    expect(await story.cluster.job("worker")).toMatchObject({ Stop: true });
  });

  it("warn in the next pull request that the confirmation has done its part", async () => {
    const { request } = await story.push("next", [job("web", "one")], { confirm: ["job/shop/worker"] });
    expect(request.comments[0]?.body).toContain("guard.confirm has done its part: job/shop/worker");
  });

  it("apply nothing of a commit that nobody could review", async () => {
    const run = await story.pushToMain([job("web", "unreviewed")]);
    expect(run).toMatchObject({ conclusion: "success" });
    expect(run.log).toContain("came by no pull request: nothing of it was reviewed, so nothing is applied");
    expect(await story.level("web")).toBe("one");
  });

  it("neither plan nor comment on a fork's pull request", async () => {
    const asked = story.forge.log.length;
    const { request, run } = await story.push("forked", [job("web", "forked")], { fork: true });
    expect(run.conclusion).toBe("skipped");
    expect(request.comments).toEqual([]);
    expect(story.forge.log).toHaveLength(asked);
  });

  it("have shown no planted secret in logs, comments, issues, artifacts and reports", () => {
    const written = [
      ...story.runs.map(({ log }) => log),
      ...story.runs.flatMap(({ files }) => [...files.values()]),
      ...story.forge.kept.flatMap(({ files }) => [...files.values()]),
      ...story.forge.received,
    ].join("\n");
    // What is looked through does tell of the fields that hold them.
    expect(written).toContain("groups.web.tasks.main.env.DB_PASSWORD");
    expect(written).toContain("(masked)");
    expect(planted.filter((secret) => written.includes(secret))).toEqual([]);
  });
});
