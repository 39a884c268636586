import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { applyInOrder } from "../../../cli/apply/in-order";
import { addressesToApply, type Outcome, outcomeLines, type Standing } from "../../../cli/apply/outcome";
import { followProgress } from "../../../cli/progress";
import type { Action, ResourceReport, StackReport } from "../../../cli/report/report";
import { Stack } from "../../../cli/stack/stack";

const resource = (address: string, action: Action): ResourceReport => ({
  address,
  type: "nomad_job",
  name: address,
  action,
  origin: "configuration",
  fields: [],
  scheduler: {},
  problems: [],
});
const stack = (name: string, dependencies: readonly string[], resources: readonly ResourceReport[]): StackReport => ({
  name,
  dependencies,
  resources,
  problems: [],
});
const outcome = (name: string, ended: Outcome["ended"], standings: Readonly<Record<string, Standing>>): Outcome => ({
  stack: name,
  ended,
  standings: new Map(Object.entries(standings)),
});

describe("the end of an apply", () => {
  const apps = stack("apps", [], [resource("a", "create"), resource("b", "replace"), resource("c", "create")]);

  it("is one line where all is done: how much of what, and how long it took", () => {
    const done = outcome("apps", "applied", { a: "done", b: "done", c: "done" });
    expect(outcomeLines([done], [apps], 83_000)).toEqual([
      "applied: 3 of 3 done (2 created, 1 replaced) in 1 min 23 s",
    ]);
  });

  it("counts what is only stored in the state, because the cluster has it already", () => {
    const killed = stack("apps", [], [resource("a", "create"), resource("b", "none")]);
    expect(addressesToApply(killed)).toEqual(["a", "b"]);
    const done = outcome("apps", "applied", { a: "done", b: "done" });
    expect(outcomeLines([done], [killed], 1_000)).toEqual([
      "applied: 2 of 2 done (1 created, 1 stored in the state) in 1.0 s",
    ]);
  });

  it("names what failed and what is not known, and of thousands that were not begun some", () => {
    const rest = Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`r${index}`, "not begun"] as const));
    const lines = outcomeLines([outcome("apps", "failed", { a: "done", b: "failed", c: "begun", ...rest })], [apps], 0);
    expect(lines.slice(0, 4)).toEqual([
      "not everything was applied: 1 of 4003 done",
      "  failed: b",
      "  begun, outcome unknown: c",
      "  not begun: r0",
    ]);
    expect(lines.slice(-2)).toEqual([
      "  not begun: 3980 more",
      "the state contains what was applied; plan and apply again for the rest",
    ]);
    expect(lines).toHaveLength(25);
  });

  it("does not say that what is done is in a state that could not be written", () => {
    const failed = { ...outcome("apps", "failed", { a: "done" }), unsaved: "it is in FILE; push it" };
    expect(outcomeLines([failed], [apps], 0)).toEqual([
      "not everything was applied: 1 of 1 done",
      "  apps: it is in FILE; push it",
      "the states of the other stacks contain what was applied; then plan and apply again for the rest",
    ]);
  });
});

describe("stacks", () => {
  const names = ["access", "apps", "dns", "alone"];
  const dependencies: Readonly<Record<string, readonly string[]>> = { apps: ["access"], dns: ["apps"] };
  const sealed = names.map((name) => ({
    report: stack(name, dependencies[name] ?? [], [resource(`${name}.a`, "create")]),
    stack: new Stack(name, "", dependencies[name] ?? []),
  }));
  const run = async (failing: string | undefined, stopped: () => boolean = () => false) => {
    const log: string[] = [];
    const outcomes = await applyInOrder(
      sealed,
      async ({ report: { name } }) => {
        log.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${name} ends`);
        return outcome(name, name === failing ? "failed" : "applied", {});
      },
      stopped,
    );
    return { log, ended: outcomes.map((one) => `${one.stack} ${one.ended}`) };
  };

  it("are applied behind those that they build on, others at the same time", async () => {
    const { log, ended } = await run(undefined);
    expect(ended).toEqual(names.map((name) => `${name} applied`));
    expect(log.slice(0, 2)).toEqual(["access begins", "alone begins"]);
    for (const [first, second] of [
      ["access ends", "apps begins"],
      ["apps ends", "dns begins"],
    ] as const) {
      expect(log.indexOf(first)).toBeLessThan(log.indexOf(second));
    }
  });

  it("are not begun when one that they build on failed, and others are", async () => {
    const { log, ended } = await run("access");
    expect(ended).toEqual(["access failed", "apps skipped", "dns skipped", "alone applied"]);
    expect(log).not.toContain("apps begins");
  });

  it("are not begun after an interruption", async () => {
    const { log, ended } = await run(undefined, () => true);
    expect(log).toEqual([]);
    expect(new Set(ended.map((line) => line.split(" ")[1]))).toEqual(new Set(["skipped"]));
  });
});

test("an invalid line in the progress of the provider does not stop it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-progress-"));
  const file = path.join(folder, "progress.jsonl");
  const received: unknown[] = [];
  writeFileSync(file, `${JSON.stringify({ resource: "lab/web", event: "cause", message: "task: failed" })}\n`);
  const { stop } = followProgress(file, (event) => received.push(event));
  appendFileSync(file, '{"resource":"lab/web","mess\n');
  appendFileSync(file, `${JSON.stringify({ resource: "lab/web", event: "done", message: "runs as specified" })}\n`);
  stop();
  rmSync(folder, { recursive: true });
  expect(received).toEqual([
    { resource: "lab/web", event: "cause", message: "task: failed" },
    { resource: "lab/web", event: "done", message: "runs as specified" },
  ]);
});
