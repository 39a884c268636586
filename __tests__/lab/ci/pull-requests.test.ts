import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import type { Request } from "./forge-server";
import { GitHubRunner } from "./github-runner";
import { GitLabRunner } from "./gitlab-runner";
import { job, PullRequests, planted } from "./pull-requests";

jest.setTimeout(900_000);

/** The heading of a comment, which names the cluster. */
const planOf = (changes: string) => new RegExp(`^### cdknomad plan of nomad at \\S+: ${changes}$`, "m");

// The steps build on each other: each is a test of its own, in this order.
describe.each([
  ["GitHub Actions", GitHubRunner, "shop"],
  ["GitLab CI", GitLabRunner, undefined],
] as const)("plans in pull requests on %s", (_name, runner, environment) => {
  let requests: PullRequests;
  let first: Request;
  let fewer: Request;

  beforeAll(async () => {
    const lab: Lab = await labUp({ name: testLab });
    requests = await PullRequests.begin(lab, runner, environment);
    requests.repository.commit("main", []);
  });

  afterAll(() => requests.end());

  it("plan a pull request in one comment, and write nothing", async () => {
    const { request, run } = await requests.push("web", [job("web", "info")]);
    first = request;
    expect(run).toMatchObject({ conclusion: "success" });
    expect(request.comments.map(({ body }) => body)).toEqual([expect.stringMatching(planOf("1 to create"))]);
    expect(request.comments[0]?.body).toContain(
      "<b>create</b> nomad_job <code>shop/web</code> · <code>web: 1 create</code>",
    );
    expect(await requests.cluster.job("web")).toBeUndefined();
  });

  it("change that comment when more is pushed", async () => {
    const [before] = first.comments;
    const { run } = await requests.push("web", [job("web", "info"), job("worker", "info")], { request: first });
    expect(run).toMatchObject({ conclusion: "success" });
    expect(first.comments).toHaveLength(1);
    expect(first.comments[0]?.id).toBe(before?.id);
    expect(first.comments[0]?.body).toMatch(planOf("2 to create"));
    expect(first.comments[0]?.body).toContain(`of ${first.head.slice(0, 12)}`);
  });

  it("say in the comment that there is no plan when the program is wrong", async () => {
    const { request, run } = await requests.push("wrong", [{ name: "wrong" }]);
    expect(run).toMatchObject({ conclusion: "failure" });
    expect(request.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("### cdknomad plan: the plan failed before it wrote a report; see the log"),
    ]);
  });

  it("apply what was reviewed when it is merged, and say so", async () => {
    const run = await requests.merge("web", first);
    expect(run).toMatchObject({
      conclusion: "success",
      log: expect.stringContaining("the plan is the reviewed plan"),
    });
    expect(run.log).toContain("applied: 2 of 2 done");
    expect(await requests.level("web")).toBe("info");
    expect(await requests.level("worker")).toBe("info");
    expect(first.comments).toHaveLength(1);
    expect(first.comments[0]?.body).toContain("> **Applied** exactly as reviewed");
    expect(first.comments[0]?.body).toMatch(planOf("2 to create"));
  });

  it("refuse a plan as stale when a job was changed on the server between review and merge, and write nothing", async () => {
    const { request, run } = await requests.push("louder", [job("web", "debug"), job("worker", "debug")]);
    expect(run).toMatchObject({ conclusion: "success" });
    await requests.cluster.changeJob("web", (running) => {
      running.TaskGroups[0].Tasks[0].Env.LEVEL = "by-hand";
    });
    const merged = await requests.merge("louder", request);
    expect(merged).toMatchObject({
      conclusion: "failure",
      log: expect.stringMatching(
        /the reviewed plan is stale, nothing was applied; open a new pull request for a new plan:\n {2}shop\/web: the job was changed on the server after the review \(index \d+ then, \d+ now\) \(plan-stale\)\n/,
      ),
    });
    expect(await requests.level("web")).toBe("by-hand");
    expect(await requests.level("worker")).toBe("info");
    expect(request.comments[0]?.body).toContain("> **Not applied, or not completely**");
  });

  it("report the drift each night in the same issue", async () => {
    expect(await requests.night()).toMatchObject({ conclusion: "success" });
    expect(await requests.night()).toMatchObject({ conclusion: "success" });
    expect(requests.forge.issues).toHaveLength(1);
    const [issue] = requests.forge.issues;
    expect(issue).toMatchObject({
      open: true,
      title: `Drift${environment === undefined ? "" : ` in ${environment}`}: 1 resource changed on the cluster since the last apply`,
    });
    expect(issue?.body).toContain("groups.web.tasks.main.env.LEVEL: by-hand");
    expect(await requests.level("web")).toBe("by-hand");
  });

  it("plan in the next pull request what puts it right, and apply that", async () => {
    const { request } = await requests.push("mend", [job("web", "debug"), job("worker", "debug")]);
    expect(request.comments[0]?.body).toContain("2 to change; 1 changed on the cluster since the last apply");
    expect(await requests.merge("mend", request)).toMatchObject({ conclusion: "success" });
    expect(await requests.level("web")).toBe("debug");
    expect(await requests.level("worker")).toBe("debug");
  });

  it("close the issue in the night after the drift is fixed", async () => {
    expect(await requests.night()).toMatchObject({ conclusion: "success" });
    const [issue] = requests.forge.issues;
    expect(issue).toMatchObject({ open: false });
    expect(issue?.comments).toEqual([expect.stringContaining("The cluster is again as the last apply left it")]);
    expect(requests.forge.issues).toHaveLength(1);
  });

  it("refuse what another pull request's merge has made stale", async () => {
    const one = await requests.push("one", [job("web", "one"), job("worker", "debug")]);
    const other = await requests.push("other", [job("web", "debug"), job("worker", "debug"), job("third", "debug")]);
    expect(await requests.merge("one", one.request)).toMatchObject({ conclusion: "success" });
    requests.repository.commit("other", [job("web", "one"), job("worker", "debug"), job("third", "debug")]);
    const merged = await requests.merge("other", other.request);
    expect(merged.conclusion).toBe("failure");
    expect(merged.log).toContain("apps: the state was changed by another apply after the review");
    expect(merged.log).toContain("apps: the merged program synthesizes another configuration than the reviewed one");
    expect(await requests.cluster.job("third")).toBeUndefined();
  });

  it("refuse a pull request that deletes a protected job, and say what confirms it", async () => {
    const { request, run } = await requests.push("fewer", [job("web", "one")]);
    expect(run).toMatchObject({ conclusion: "failure" });
    expect(run.log).toContain("Refused: this plan destroys job/shop/worker.");
    expect(request.comments[0]?.body).toContain(
      "&#91;shop/worker&#93; is not destroyed without a confirmation (needs-confirmation)",
    );
    expect(request.comments[0]?.body).toContain('guard: { confirm: ["job/shop/worker"] }');
    fewer = request;
  });

  it("plan and apply that where the program confirms it by its name", async () => {
    const confirm = ["job/shop/worker"];
    const { run } = await requests.push("fewer", [job("web", "one")], { request: fewer, confirm });
    expect(run).toMatchObject({ conclusion: "success" });
    expect(fewer.comments[0]?.body).toMatch(planOf("1 to destroy"));
    expect(fewer.comments[0]?.body).not.toContain("done its part");
    expect(await requests.level("worker")).toBe("debug");
    expect(await requests.merge("fewer", fewer)).toMatchObject({ conclusion: "success" });
    expect(await requests.cluster.job("worker")).toMatchObject({ Stop: true });
  });

  it("warn in the next pull request that the confirmation has done its part", async () => {
    const { request } = await requests.push("next", [job("web", "one")], { confirm: ["job/shop/worker"] });
    expect(request.comments[0]?.body).toContain("guard.confirm is not needed any more: job/shop/worker");
  });

  it("apply nothing of a commit that nobody could review", async () => {
    const run = await requests.pushToMain([job("web", "unreviewed")]);
    expect(run).toMatchObject({ conclusion: "success" });
    expect(run.log).toContain("was not merged from a pull request: nothing was reviewed, so nothing is applied");
    expect(await requests.level("web")).toBe("one");
  });

  it("neither plan nor comment on a fork's pull request", async () => {
    const asked = requests.forge.log.length;
    const { request, run } = await requests.push("forked", [job("web", "forked")], { fork: true });
    expect(run.conclusion).toBe("skipped");
    expect(request.comments).toEqual([]);
    expect(requests.forge.log).toHaveLength(asked);
  });

  it("have shown no planted secret in logs, comments, issues, artifacts and reports", () => {
    const written = [
      ...requests.runs.map(({ log }) => log),
      ...requests.runs.flatMap(({ files }) => [...files.values()]),
      ...requests.forge.kept.flatMap(({ files }) => [...files.values()]),
      ...requests.forge.received,
    ].join("\n");
    // The texts that are searched do report the fields with secrets, so that an empty result means something.
    expect(written).toContain("groups.web.tasks.main.env.DB_PASSWORD");
    expect(written).toContain("(masked)");
    expect(planted.filter((secret) => written.includes(secret))).toEqual([]);
  });
});
