import { differsFromReviewed } from "../../../cli/ci/reviewed";
import type { Report } from "../../../cli/report/report";
import { attributes, job, planned, reportOf } from "../plan/changes";

const env = (level: string) => attributes(job({ task: { env: { LEVEL: level } } }));
const seal = { plan: "p", configuration: "c", state: "lineage/1" };

/** A report of one stack with one changed job. */
function report(changes: { level?: string; index?: number; seal?: Partial<typeof seal>; stack?: string } = {}): Report {
  const { level = "debug", index = 7, stack = "apps" } = changes;
  const resources = planned(env("info"), env("info"), env(level)).map((one) => ({
    ...one,
    scheduler: { web: "1 create" },
    ...(one.job && { job: { ...one.job, modifyIndex: index } }),
  }));
  const all = reportOf(resources);
  return { ...all, stacks: all.stacks.map((each) => ({ ...each, name: stack, seal: { ...seal, ...changes.seal } })) };
}

const empty = (): Report => ({ ...report(), stacks: report().stacks.map((stack) => ({ ...stack, resources: [] })) });

describe("a plan is compared with the one that was reviewed", () => {
  it("and is the same where only the saved file and the scheduler's answer differ", () => {
    const now = report({ seal: { plan: "another" } });
    const stacks = now.stacks.map((stack) => ({
      ...stack,
      resources: stack.resources.map((one) => ({ ...one, scheduler: { web: "1 in-place update" } })),
    }));
    expect(differsFromReviewed(report(), { ...now, stacks })).toEqual([]);
  });

  it.each([
    [
      "another program",
      report({ seal: { configuration: "d" } }),
      ["apps: the merged program synthesizes another configuration than the reviewed one"],
    ],
    [
      "another state",
      report({ seal: { state: "lineage/2" } }),
      ["apps: the state was changed by another apply after the review"],
    ],
    [
      "a job that was changed",
      report({ index: 9 }),
      ["lab/web: the job was changed on the server after the review (index 7 then, 9 now)"],
    ],
    ["another change", report({ level: "trace" }), ["lab/web: its change differs from the reviewed one"]],
    [
      "the value of an output",
      {
        ...report(),
        stacks: report().stacks.map((stack) => ({
          ...stack,
          outputs: [{ name: "endpoint", action: "create", after: "http://a" }],
        })),
      } satisfies Report,
      ["apps: the changes of its outputs differ from the reviewed ones"],
    ],
    ["a change that is gone", empty(), ["lab/web: its change was reviewed but is not needed any more"]],
    [
      "another stack",
      report({ stack: "dns" }),
      ["apps: the stack was reviewed but is not planned now", "dns: the stack was not reviewed"],
    ],
  ] as const)("and differs by %s", (_name, now, expected) => {
    expect(differsFromReviewed(report(), now)).toEqual(expected);
  });

  it("and differs by a change that nobody saw", () => {
    expect(differsFromReviewed(empty(), report())).toEqual(["lab/web: its change was not reviewed"]);
  });
});
