import type { Report, ResourceReport } from "../../../cli/report/report";
import { summarize } from "../../../cli/report/summary";
import { assertAllowed, assertDrift, assertEmptyPlan, assertForbidden } from "../../../testing";

const resource = (origin: ResourceReport["origin"], action: ResourceReport["action"]): ResourceReport => ({
  address: "nomad_job.default_page",
  type: "nomad_job",
  name: "default/page",
  action,
  origin,
  fields: [{ path: "groups.web.count", origin, before: "1", after: "2" }],
  scheduler: {},
  problems: [],
});

function report(...resources: ResourceReport[]): Report {
  const stacks = [{ name: "apps", dependencies: [], resources, problems: [] }];
  const createdAt = "2026-11-29T12:00:00.000Z";
  return { format: "cdknomad.plan/1", createdAt, mode: "plan", summary: summarize(stacks), stacks };
}

const answer = (status: number, text = "") => ({ method: "GET", path: "/v1/jobs", status, text });

describe("toBeEmptyPlan and toHaveDrift", () => {
  it("an empty plan has neither changes nor drift", () => {
    expect(report()).toBeEmptyPlan();
    expect(report()).not.toHaveDrift();
    assertEmptyPlan(report());
  });

  it("a change of the program is not empty and no drift, and the message is the plan", () => {
    const changed = report(resource("configuration", "update"));
    expect(changed).not.toBeEmptyPlan();
    expect(changed).not.toHaveDrift();
    expect(() => assertEmptyPlan(changed)).toThrow(/the plan is not empty:.*groups\.web\.count: 1/s);
    expect(() => assertDrift(changed)).toThrow("an object was not changed on the cluster since the last apply");
  });

  it("a change on the cluster is drift of one object, by address or name", () => {
    const drifted = report(resource("cluster", "update"));
    expect(drifted).not.toBeEmptyPlan();
    expect(drifted).toHaveDrift();
    expect(drifted).toHaveDrift("default/page");
    expect(drifted).toHaveDrift("nomad_job.default_page");
    expect(drifted).not.toHaveDrift("default/other");
  });

  it("a change on the cluster that the program has already is not empty", () => {
    expect(report(resource("cluster", "none"))).not.toBeEmptyPlan();
  });

  it("a plan with an error is not empty", () => {
    const empty = report();
    expect({ ...empty, summary: { ...empty.summary, errors: 1 } }).not.toBeEmptyPlan();
  });
});

describe("toBeAllowed and toBeForbidden", () => {
  it("distinguish success from missing rights", () => {
    expect(answer(200)).toBeAllowed();
    expect(answer(200)).not.toBeForbidden();
    expect(answer(403, "Permission denied")).toBeForbidden();
    expect(answer(403, "Permission denied")).not.toBeAllowed();
    assertAllowed(answer(204));
    assertForbidden(answer(403, "Permission denied"));
  });

  it.each([
    [404, "job not found"],
    [500, "No cluster leader"],
    [403, "ACL token not found"],
    [0, "connect ECONNREFUSED"],
  ])("%d %s is neither, and the message has Nomad's answer", (status, text) => {
    expect(() => assertAllowed(answer(status, text))).toThrow(`Nomad answered ${status} to GET /v1/jobs: ${text}`);
    expect(() => assertForbidden(answer(status, text))).toThrow(`Nomad answered ${status} to GET /v1/jobs: ${text}`);
  });
});

it("refuses a promise, with which an assertion would never fail", () => {
  const wait = "a promise; add await before it";
  expect(() => expect(Promise.resolve(answer(200))).toBeForbidden()).toThrow(wait);
  expect(() => expect(Promise.resolve(answer(200))).not.toBeForbidden()).toThrow(wait);
  expect(() => expect(Promise.resolve(report())).toBeEmptyPlan()).toThrow(wait);
});
