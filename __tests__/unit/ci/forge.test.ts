import { planComment, putComment, putOutcome } from "../../../cli/ci/comment";
import { driftLabel, putDriftIssue } from "../../../cli/ci/drift-issue";
import { gitHub } from "../../../cli/ci/github";
import { gitLab } from "../../../cli/ci/gitlab";
import { persist } from "../../../cli/ci/persist";
import type { Report } from "../../../cli/report/report";
import { BOT, ForgeServer, type Request } from "../../lab/ci/forge-server";
import { attributes, job, planned, reportOf } from "../plan/changes";

const permissions = { "pull-requests": "write", issues: "write" };
const env = (level: string) => attributes(job({ task: { env: { LEVEL: level } } }));
const drift: Report = { ...reportOf(planned(env("info"), env("by-hand"), env("info"))), mode: "drift" };
const noDrift: Report = { ...reportOf([]), mode: "drift" };

describe.each(["GitHub", "GitLab"] as const)("on %s", (name) => {
  const server = new ForgeServer();
  let request: Request;
  const connect = (token = server.token(permissions)) =>
    name === "GitHub"
      ? gitHub({ api: server.address, graphql: `${server.address}/graphql`, repository: "ops/cluster", token })
      : gitLab({ api: `${server.address}/api/v4`, project: "7", token });

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => {
    request = server.openRequest("abc");
  });

  const put = (body: string) => persist(() => putComment(connect(), request.number, body));
  const comment = (limit = 65_536) =>
    planComment({ report: drift, commit: "abc", log: "https://ci.example.com/1" }, limit);

  it("a comment is added once and then changed", async () => {
    expect(await put(comment())).toBe("added");
    expect(await put(`${comment()}again`)).toBe("changed");
    expect(request.comments.map(({ body }) => body)).toEqual([`${comment()}again`]);
  });

  it("each environment has a comment and an outcome of its own", async () => {
    const body = (environment: string) =>
      planComment({ report: drift, commit: "abc", log: "https://ci.example.com/1", environment }, 65_536);
    await put(comment());
    for (const environment of ["prod", "prod_eu", "prod"]) {
      await putComment(connect(), request.number, body(environment), environment);
    }
    expect(request.comments.map((one) => one.body)).toEqual([comment(), body("prod"), body("prod_eu")]);
    expect(body("prod")).toContain("\n## prod\n");
    expect(await putOutcome(connect(), request.number, "applied", "https://ci.example.com/2", "prod")).toBe(true);
    const applied = request.comments.filter((one) => one.body.includes("**Applied**"));
    expect(applied.map((one) => one.body.split("\n")[0])).toEqual(["<!-- cdknomad plan prod -->"]);
  });

  it("each environment has an issue of its own for its drift", async () => {
    const before = server.issues.length;
    for (const environment of ["prod", "lab", "prod"]) {
      await putDriftIssue(connect(), drift, "https://ci.example.com/1", environment);
    }
    const issues = server.issues.slice(before);
    expect(issues.map(({ title = "" }) => title.split(":")[0])).toEqual(["Drift in prod", "Drift in lab"]);
    expect(await putDriftIssue(connect(), noDrift, "https://ci.example.com/1", "prod")).toBe("closed");
    expect(issues.map(({ open }) => open)).toEqual([false, true]);
    server.issues.splice(before);
  });

  it("a comment whose answer is lost is not added twice", async () => {
    const path = /(comments|notes)$/;
    server.spoils.push({ method: "POST", path, status: 502, done: true, headers: { "Retry-After": "0" } });
    expect(await put(comment())).toBe("changed");
    expect(request.comments).toHaveLength(1);
  });

  it("a forge that asks to come back later is asked again", async () => {
    const path = /(comments|notes)$/;
    for (const status of [429, 403, 503]) {
      server.spoils.push({ method: "GET", path, status, done: false, headers: { "Retry-After": "0" } });
    }
    expect(await put(comment())).toBe("added");
    expect(request.comments).toHaveLength(1);
  });

  it("a comment is found behind a hundred others, and a second one of ours is removed", async () => {
    for (let count = 0; count < 150; count++) {
      request.comments.push({ id: server.nextId(), author: "somebody", body: `comment ${count}` });
    }
    request.comments.push({ id: server.nextId(), author: BOT, body: comment() });
    request.comments.push({ id: server.nextId(), author: BOT, body: comment() });
    expect(await put(`${comment()}new`)).toBe("changed");
    expect(request.comments.filter(({ author }) => author === BOT).map(({ body }) => body)).toEqual([
      `${comment()}new`,
    ]);
    expect(request.comments).toHaveLength(151);
  });

  it("a comment of another user that begins like ours is not changed", async () => {
    request.comments.push({ id: server.nextId(), author: "somebody", body: comment() });
    expect(await put(`${comment()}ours`)).toBe("added");
    expect(request.comments.map(({ author }) => author)).toEqual(["somebody", BOT]);
  });

  it("the outcome is written once, above the plan", async () => {
    await put(comment());
    expect(await putOutcome(connect(), request.number, "failed", "https://ci.example.com/2")).toBe(true);
    expect(await putOutcome(connect(), request.number, "applied", "https://ci.example.com/3")).toBe(true);
    const [only] = request.comments;
    expect(only?.body.match(/^> .*$/gm)).toEqual([
      '> **Applied** exactly as reviewed (<a href="https://ci.example.com/3">log</a>)',
    ]);
    expect(only?.body).toContain("### cdknomad drift");
  });

  it("fails when the token is not one of the forge's, and says what to check", async () => {
    const path = name === "GitHub" ? "/graphql" : "/api/v4/user";
    const asked =
      name === "GitHub"
        ? `GET ${server.address}/repos/ops/cluster/issues/${request.number}/comments?per_page=100`
        : `GET ${server.address}${path}`;
    await expect(putComment(connect("unknown"), request.number, "x")).rejects.toThrow(
      `${asked} failed with status 401: {"message":"Bad credentials"}; check the token and its permissions`,
    );
  });

  it("drift is one issue while there is some, and none when there is none", async () => {
    const put = (report: Report) => persist(() => putDriftIssue(connect(), report, "https://ci.example.com/4"));
    server.issues.push({ id: server.nextId(), author: "somebody", body: "mine", labels: [driftLabel], open: true });
    expect(await put(noDrift)).toBe("none");
    expect(await put(drift)).toBe("opened");
    expect(await put(drift)).toBe("changed");
    expect(await put(noDrift)).toBe("closed");
    expect(await put(drift)).toBe("opened");
    const ours = server.issues.filter(({ author }) => author === BOT);
    expect(ours.map(({ open }) => open)).toEqual([false, true]);
    expect(server.issues[0]?.open).toBe(true);
  });

  it("fails when a report of drift has errors, and closes nothing", async () => {
    await persist(() => putDriftIssue(connect(), drift, "log"));
    const open = server.issues.filter((issue) => issue.open).length;
    const broken = { ...noDrift, summary: { ...noDrift.summary, errors: 1 } };
    await expect(putDriftIssue(connect(), broken, "log")).rejects.toThrow(
      "the report has errors, so it is unknown whether there is drift; no issue is opened or closed; fix the errors and run the job again (report-has-errors)",
    );
    expect(server.issues.filter((issue) => issue.open)).toHaveLength(open);
  });
});

describe("the comment on a pull request", () => {
  const many = Array.from({ length: 3_000 }, (_, index) =>
    planned(env("info"), env("info"), env(`level-${index}`)).map((one) => ({ ...one, name: `lab/web-${index}` })),
  ).flat();

  it.each([65_536, 1_000_000])("has at most %d characters, marker and foot included", (limit) => {
    const text = planComment({ report: reportOf(many), commit: "abc", log: "https://ci.example.com/1" }, limit);
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text.includes("Shortened to fit")).toBe(limit === 65_536);
  });
});
