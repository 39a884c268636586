import { htmlReport } from "../../../cli/plan/html";
import { commentLimit, markdownReport } from "../../../cli/plan/markdown";
import { terminalReport } from "../../../cli/plan/terminal";
import { attributes, job, planned, reportOf } from "./changes";

const env = (values: Record<string, string>) => attributes(job({ task: { env: values } }));
const update = planned(env({ LEVEL: "info" }), env({ LEVEL: "trace" }), env({ LEVEL: "info" }));

describe("the report on a terminal", () => {
  it("begins with the summary and has no colour when it is piped", () => {
    expect(terminalReport(reportOf(update), { width: 200, colours: false })).toBe(
      [
        "1 to change; 1 changed on the cluster since the last apply",
        "",
        "apps",
        "  ~ nomad_job lab/web  changed on the cluster",
        "      ~ groups.web.tasks.main.env.LEVEL: trace → info  (changed on the cluster)",
        "",
      ].join("\n"),
    );
  });

  it.each([40, 60, 80, 120])("keeps to %d columns", (width) => {
    const long = planned(env({ A: "x".repeat(500) }), env({ A: "y".repeat(500) }), env({ A: "z".repeat(500) }));
    const problems = [
      { level: "warning", summary: "w".repeat(300), detail: `${"some words ".repeat(60)}end` },
    ] as const;
    const report = reportOf(long.map((resource) => ({ ...resource, problems })));
    const lines = terminalReport(report, { width, colours: false }).split("\n").slice(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines.join(" ")).toContain("end");
  });
});

describe("the report in Markdown", () => {
  it("has a block to open for each resource", () => {
    expect(markdownReport(reportOf(update))).toBe(
      [
        "### cdknomad plan: 1 to change; 1 changed on the cluster since the last apply",
        "",
        "#### apps",
        "",
        "<details><summary><b>change</b> nomad_job <code>lab/web</code> · <b>changed on the cluster</b></summary>",
        "",
        "```diff",
        "- groups.web.tasks.main.env.LEVEL: trace   # changed on the cluster",
        "+ groups.web.tasks.main.env.LEVEL: info   # changed on the cluster",
        "```",
        "",
        "</details>",
        "",
      ].join("\n"),
    );
  });

  it.each([100, 1_000, 5_000])("keeps within a comment with %d changed jobs, and says what it cut", (jobs) => {
    const many = Array.from({ length: jobs }, (_, index) =>
      update.map((one) => ({ ...one, name: `lab/web-${index}` })),
    );
    const text = markdownReport(reportOf(many.flat()));
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    const shown = text.match(/<code>lab\/web-/g)?.length ?? 0;
    const left = Number(/(\d+) are left out whole/.exec(text)?.[1] ?? 0);
    expect(shown + left).toBe(jobs);
    expect(text.includes("Cut to fit")).toBe(jobs > 300);
  });

  it("cannot be left by backticks, nor does it call people by an at sign", () => {
    const change = planned(env({ A: "1" }), env({ A: "1" }), env({ A: "``` @team <script>" }));
    const text = markdownReport(reportOf(change.map((one) => ({ ...one, name: "lab/@team</summary>" }))));
    expect(text).toContain("````diff");
    expect(text).toContain("lab/&#64;team&lt;/summary&gt;");
  });
});

describe("the report in HTML", () => {
  it("needs nothing but itself, and lets no value become markup", () => {
    const change = planned(env({ A: "1" }), env({ A: "1" }), env({ A: "<script>alert(1)</script>" }));
    const page = htmlReport(reportOf(change));
    expect(page).not.toMatch(/\b(src|href)=|url\(|@import/);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).toContain('<meta name="viewport"');
  });
});
