// terraform 12487, 18472: a plan that changes only outputs was "no changes", and no apply wrote them.
import { addressesToApply, outcomeLines } from "../../../cli/apply/outcome";
import { readOutputs } from "../../../cli/plan/read-outputs";
import { htmlReport } from "../../../cli/report/html";
import { markdownReport } from "../../../cli/report/markdown";
import { type Report, reportFormat } from "../../../cli/report/report";
import { exitCode, summarize, summaryLine } from "../../../cli/report/summary";
import { terminalReport } from "../../../cli/report/terminal";
import type { OutputChange, PlanFile } from "../../../cli/terraform/plan-file";
import { schemaErrors } from "./report-schema";

const change = (action: OutputChange["actions"][number], before: unknown, after: unknown, sensitive = false) => ({
  actions: [action],
  before,
  after,
  after_unknown: false,
  before_sensitive: sensitive,
  after_sensitive: sensitive,
});

const plan: PlanFile = {
  output_changes: {
    port: change("update", 80, 8080),
    endpoint: change("create", null, "http://a"),
    same: change("no-op", "x", "x"),
    key: change("update", "very-secret-1", "very-secret-2", true),
    gone: change("delete", { a: 1 }, null),
    index: { ...change("create", null, null), after_unknown: true },
  },
};

function reportOf(file: PlanFile): Report {
  const stacks = [{ name: "apps", dependencies: [], resources: [], problems: [], outputs: readOutputs(file) }];
  return {
    format: reportFormat,
    createdAt: "2026-01-02T03:04:05.000Z",
    mode: "plan",
    summary: summarize(stacks),
    stacks,
  };
}

describe("a plan that changes only outputs (terraform 12487, 18472)", () => {
  const report = reportOf(plan);

  it("is a plan with changes, which an apply carries out", () => {
    expect(summaryLine(report)).toBe("5 outputs to write");
    expect(exitCode(report)).toBe(2);
    expect(report.stacks.flatMap(addressesToApply)).toEqual([
      "output.endpoint",
      "output.gone",
      "output.index",
      "output.key",
      "output.port",
    ]);
  });

  it("shows each output with its values, and masks those that are sensitive", () => {
    expect(terminalReport(report, { width: 100, colors: false })).toBe(
      [
        "5 outputs to write",
        "",
        "apps",
        "  + output endpoint: http://a",
        '  - output gone: {"a":1}',
        "  + output index: (known after apply)",
        "  ~ output key: (masked) → (masked)",
        "  ~ output port: 80 → 8080",
        "",
      ].join("\n"),
    );
  });

  it("is in every form of the report, without a secret in it", () => {
    for (const text of [markdownReport(report), htmlReport(report), JSON.stringify(report)]) {
      expect(text).toContain("endpoint");
      expect(text).toContain("8080");
      expect(text).not.toContain("no changes");
      expect(text).not.toContain("very-secret");
    }
    expect(schemaErrors(JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it("is counted at the end of an apply", () => {
    const [stack] = report.stacks;
    const standings = new Map(report.stacks.flatMap(addressesToApply).map((address) => [address, "done"] as const));
    const outcome = { stack: "apps", ended: "applied", standings } as const;
    expect(outcomeLines([outcome], stack ? [stack] : [], 1_000)).toEqual([
      "applied: 5 of 5 done (5 outputs written) in 1.0 s",
    ]);
  });
});

test("a plan without changed outputs has none in its report", () => {
  expect(readOutputs({ output_changes: { same: change("no-op", "x", "x") } })).toEqual([]);
  expect(readOutputs({})).toEqual([]);
});
