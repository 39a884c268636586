import { confirm, refusalSentence, refusedByGuards } from "../../../cli/plan/guards";
import type { Problem } from "../../../cli/report/report";
import { reportOf } from "./changes";

const refusal = (detail: string): Problem => ({ level: "error", summary: "refused", detail });

const reportWith = (problems: readonly Problem[]) => {
  const report = reportOf([]);
  return { ...report, stacks: report.stacks.map((stack) => ({ ...stack, problems })) };
};

describe("a confirmation", () => {
  it("is added to what the environment confirms already", () => {
    const environment = { CDKNOMAD_CONFIRM: "namespace/dns job/default/db" };
    confirm("job/default/db,auth-method/github", environment);
    expect(environment.CDKNOMAD_CONFIRM).toBe("namespace/dns,job/default/db,auth-method/github");
  });

  it("is not there when nobody gave one", () => {
    const environment: NodeJS.ProcessEnv = {};
    confirm(undefined, environment);
    expect(environment).toEqual({});
  });
});

describe("what the guards refused", () => {
  it("is collected from all errors, each named once", () => {
    const report = reportWith([
      refusal("unasked; plan again with\n    CDKNOMAD_CONFIRM=namespace/dns"),
      refusal(
        "unasked; plan again with\n    CDKNOMAD_CONFIRM=job/default/db,namespace/dns\nwhich also confirms the rest",
      ),
      refusal("it says CDKNOMAD_CONFIRM=job/in/a-sentence, which is none"),
      refusal("something else"),
    ]);
    const [{ name: stack = "" } = {}] = report.stacks;
    expect(refusedByGuards(report)).toEqual([{ stack, names: ["job/default/db", "namespace/dns"] }]);
  });

  it.each([
    [
      ["job/default/db", "namespace/dns"],
      "Refused: this plan destroys job/default/db, namespace/dns. If you intend all of it: cdknomad plan --confirm job/default/db,namespace/dns",
    ],
    [
      ["job/default/db", "many-jobs"],
      "Refused: this plan destroys job/default/db, and destroys more jobs at once than is allowed. If you intend all of it: cdknomad plan --confirm job/default/db,many-jobs",
    ],
    [
      ["empty-program"],
      "Refused: this plan destroys everything, because the program is empty. If you intend all of it: cdknomad plan --confirm empty-program",
    ],
  ])("is reported in one sentence: %j", (names, sentence) => {
    const inProgram = names.map((name) => `"${name}"`).join(", ");
    const reviewed = `or, for a review in a pull request: guard: { confirm: [${inProgram}] } in the settings of apps`;
    expect(refusalSentence([{ stack: "apps", names }])).toBe(`${sentence}\n${reviewed}`);
  });

  it("is listed per stack when the program has to confirm it", () => {
    const refused = [
      { stack: "apps", names: ["job/default/db"] },
      { stack: "dns", names: ["job/default/db", "namespace/dns"] },
    ];
    expect(refusalSentence(refused)).toBe(
      [
        "Refused: this plan destroys job/default/db, namespace/dns. If you intend all of it: cdknomad plan --confirm job/default/db,namespace/dns",
        'or, for a review in a pull request: guard: { confirm: ["job/default/db"] } in the settings of apps; guard: { confirm: ["job/default/db", "namespace/dns"] } in the settings of dns',
      ].join("\n"),
    );
  });
});
