import { readFileSync } from "node:fs";
import path from "node:path";
import fc, { type Arbitrary } from "fast-check";
import { planComment } from "../../cli/ci/comment";
import { readChanges } from "../../cli/plan/read-changes";
import { renameProblems } from "../../cli/plan/renames";
import { htmlReport } from "../../cli/report/html";
import { commentLimit, markdownReport } from "../../cli/report/markdown";
import { type Problem, type Report, reportFormat, type StackReport } from "../../cli/report/report";
import { summarize } from "../../cli/report/summary";
import { terminalReport } from "../../cli/report/terminal";
import { Stack } from "../../cli/stack/stack";
import type { PlanFile, ResourceChange, Values } from "../../cli/terraform/plan-file";
import { budget, patience } from "./budget";
import { mutated, nastyTexts } from "./mutated";
import { htmlTags, markdownStructure } from "./structure";

jest.setTimeout(patience);

/** Of a plan that Terraform made on the lab, of every resource type one change and all drift. */
const sample = readFileSync(path.join(__dirname, "samples", "plan.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map(
    (line) =>
      JSON.parse(line) as { readonly resource_changes?: ResourceChange; readonly resource_drift?: ResourceChange },
  );
const changes = sample.flatMap(({ resource_changes }) => resource_changes ?? []);
const drift = sample.flatMap(({ resource_drift }) => resource_drift ?? []);

/** A secret that Terraform marks; nothing that is shown may have it. */
const SECRET = "wnd2hq7-marked-by-terraform";

const text = fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: "binary" }));

/** Puts the secret into one of the attributes, and the mark that Terraform sets beside it. */
function withSecret(
  values: unknown,
  which: number,
  nested: boolean,
): { readonly values: Values; readonly marks: unknown } {
  const shown = (typeof values === "object" && !Array.isArray(values) ? values : null) as Values;
  // By id and namespace an apply finds the job again, so that they are in the report whatever Terraform thinks of them.
  const keys = Object.keys(shown ?? {}).filter((key) => key !== "id" && key !== "namespace");
  const key = keys[which % Math.max(keys.length, 1)];
  if (key === undefined) {
    return { values: shown, marks: false };
  }
  return nested
    ? { values: { ...shown, [key]: [{ inner: SECRET }] }, marks: { [key]: [{ inner: true }] } }
    : { values: { ...shown, [key]: SECRET }, marks: { [key]: true } };
}

/** A change with any attributes, of which one is a secret. For what is around the attributes Terraform vouches. */
const change: Arbitrary<ResourceChange> = fc.constantFrom(...changes, ...drift).chain((one) =>
  fc
    .record({
      action: fc.constantFrom("no-op" as const, "create" as const, "update" as const, "delete" as const),
      before: mutated(fc.constant(one.change.before), 0),
      after: mutated(fc.constant(one.change.after), 0),
      which: fc.nat(),
      nested: fc.boolean(),
    })
    .map(({ action, before, after, which, nested }) => {
      const [old, fresh] = [withSecret(before, which, nested), withSecret(after, which, nested)];
      return {
        ...one,
        change: {
          ...one.change,
          actions: [action],
          before: old.values,
          before_sensitive: old.marks,
          after: fresh.values,
          after_sensitive: fresh.marks,
        },
      };
    }),
);

const problem: Arbitrary<Problem> = fc.record({
  level: fc.constantFrom("error" as const, "warning" as const),
  summary: text,
  detail: text,
});

/** What Terraform and the providers say in one run. */
const run = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  drifted: fc.array(change, { maxLength: 2 }),
  name: text,
  problems: fc.array(problem, { maxLength: 2 }),
  mode: fc.constantFrom("plan" as const, "drift" as const),
});
type Run = typeof run extends Arbitrary<infer T> ? T : never;

/** What `cdknomad plan` puts together of it. */
function reportOf({ changes, drifted, name, problems, mode }: Run): Report {
  const plan: PlanFile = { resource_changes: changes, resource_drift: drifted };
  const resources = readChanges(plan, mode).map((one, index) => ({ ...one, problems: index === 0 ? problems : [] }));
  const stacks: StackReport[] = [
    { name, dependencies: [], resources, problems: [...problems, ...renameProblems(plan, Stack.parse("{}"))] },
  ];
  return { format: reportFormat, createdAt: "2026-08-01T00:00:00.000Z", mode, summary: summarize(stacks), stacks };
}

/** The same report with nothing in it that means something in HTML, Markdown or a terminal. */
function harmless(report: Report): Report {
  const line = (value: string) => (value === "" ? "" : "x");
  const lines = (value: string | undefined) => value?.split("\n").map(line).join("\n");
  const said = ({ level, detail }: Problem): Problem => ({ level, summary: "x", detail: lines(detail) ?? "" });
  return {
    ...report,
    stacks: report.stacks.map((stack) => ({
      ...stack,
      name: "x",
      problems: stack.problems.map(said),
      resources: stack.resources.map((one) => ({
        ...one,
        name: "x",
        address: "x",
        type: "x",
        scheduler: Object.fromEntries(Object.keys(one.scheduler).map((_, index) => [`x${index}`, "x"])),
        problems: one.problems.map(said),
        fields: one.fields.map((field) => ({
          path: "x",
          origin: field.origin,
          ...(field.before !== undefined && { before: lines(field.before) }),
          ...(field.after !== undefined && { after: lines(field.after) }),
        })),
      })),
    })),
  } as Report;
}

test("no plan breaks the report, writes to the terminal or into its page, or shows what Terraform marks as secret", () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 20, max: 200 }), (one, width) => {
      const report = reportOf(one);
      const terminal = terminalReport(report, { width, colors: false });
      const markdown = markdownReport(report);
      const page = htmlReport(report);
      for (const form of [terminal, markdown, page, JSON.stringify(report)]) {
        expect(form).not.toContain(SECRET);
      }
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(terminal.match(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g)).toBeNull();
      const plain = harmless(report);
      expect(htmlTags(page)).toEqual(htmlTags(htmlReport(plain)));
      expect(markdownStructure(markdown)).toEqual(markdownStructure(markdownReport(plain)));
    }),
    budget(150, 0.8),
  );
});

test("a comment is never longer than the forge allows, whatever it has to leave out", () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 1_000, max: 8_000 }), (one, limit) => {
      const report = reportOf(one);
      expect(markdownReport(report, limit).length).toBeLessThanOrEqual(limit);
      const comment = planComment({ report, commit: "0".repeat(40), log: "https://ci.example.com/1" }, limit);
      expect(comment.length).toBeLessThanOrEqual(limit);
      expect(limit).toBeLessThanOrEqual(commentLimit);
    }),
    budget(40, 0.2),
  );
});
