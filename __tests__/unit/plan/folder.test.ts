import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyPlans, planFileOf, preparePlanFolder, readReport, writeReport } from "../../../cli/plan/folder";
import { requireReportFiles, writeReportFiles } from "../../../cli/report/report-files";
import { reportOf } from "./changes";

const root = mkdtempSync(path.join(tmpdir(), "cdknomad-folder-"));
afterAll(() => rmSync(root, { recursive: true }));

const report = reportOf([]);
const folderWith = (name: string, files: Readonly<Record<string, string>> = {}): string => {
  const folder = path.join(root, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
};

describe("the folder of the saved plans", () => {
  it("is replaced by the next plan, and only its owner may read it", () => {
    const folder = path.join(root, "some", "plan");
    for (const stack of ["one", "two"]) {
      preparePlanFolder(folder);
      writeFileSync(planFileOf(folder, stack), "");
      writeReport(folder, report);
    }
    expect(readdirSync(folder).sort()).toEqual([".gitignore", "report.json", "report.json.sha256", "two.tfplan"]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readReport(folder)).toEqual(report);
  });

  it("is never one in which anything else is, such as the project with a report that was put there", () => {
    const project = folderWith("project", { "report.json": "{}", "main.ts": "", "cdktf.json": "", a: "", b: "" });
    expect(() => preparePlanFolder(project)).toThrow(
      `${project}: the folder contains a, b, cdktf.json and 1 more, which is not part of a plan and would be deleted; name another folder with --out`,
    );
    expect(readdirSync(project)).toHaveLength(5);
    const file = path.join(project, "main.ts");
    expect(() => preparePlanFolder(file)).toThrow(`${file}: this is a file, not a folder; name a folder with --out`);
  });

  it("belongs to the one that is planning, for as long as it lives", async () => {
    const other = spawn("sleep", ["1d"]);
    const ended = new Promise((resolve) => other.on("close", resolve));
    const folder = folderWith("busy", { unfinished: `${other.pid}\n`, "apps.tfplan": "of the other" });
    expect(() => preparePlanFolder(folder)).toThrow(
      `${folder}: process ${other.pid} is saving its plans there; wait until it ends, or name another folder with --out`,
    );
    expect(existsSync(planFileOf(folder, "apps"))).toBe(true);
    other.kill();
    await ended;
    preparePlanFolder(folder);
    expect(existsSync(planFileOf(folder, "apps"))).toBe(false);
  });

  it.each<[string, (text: string) => string]>([
    ["a field of it is another", (text) => text.replace('"errors": 0', '"errors":  0')],
    ["it is no JSON any more", (text) => text.slice(0, 20)],
  ])("gives no report when %s", (_, tamper) => {
    const folder = path.join(root, "tampered");
    preparePlanFolder(folder);
    writeReport(folder, report);
    const file = path.join(folder, "report.json");
    writeFileSync(file, tamper(readFileSync(file, "utf8")));
    expect(() => readReport(folder)).toThrow(
      `${file}: the report was changed after cdknomad plan wrote it; nothing was applied; plan again`,
    );
  });

  it("gives copies of its plans, which stay as they are", () => {
    const [folder, copies] = [folderWith("from", { "one.tfplan": "first" }), folderWith("to")];
    copyPlans(folder, ["one", "two"], copies);
    writeFileSync(planFileOf(folder, "one"), "second");
    expect(readdirSync(copies)).toEqual(["one.tfplan"]);
    expect(readFileSync(planFileOf(copies, "one"), "utf8")).toBe("first");
  });
});

describe("the files of the report", () => {
  const plans = path.join(root, "plans");

  it("are all looked at before the work begins", () => {
    const folder = folderWith("reports", { "a.md": "" });
    const missing = path.join(root, "missing", "a.json");
    const inPlans = path.join(plans, "a.html");
    expect(() => requireReportFiles({ markdown: folder, json: missing, html: inPlans }, plans)).toThrow(
      [
        "nothing was planned:",
        `  --markdown ${folder}: this is a folder; name a file in it`,
        `  --json ${missing}: there is no folder ${path.dirname(missing)}; create it first`,
        `  --html ${inPlans}: the folder of the saved plans must not contain other files; write it to another folder`,
      ].join("\n"),
    );
    const below = path.join(folder, "a.md", "b.json");
    expect(() => requireReportFiles({ json: below }, plans)).toThrow(
      `--json ${below}: ${path.join(folder, "a.md")} is not a folder; name another`,
    );
    const same = path.join(folder, "same");
    expect(() => requireReportFiles({ markdown: same, html: same }, plans)).toThrow(
      `--html ${same}: --markdown ${same} is the same file; name another`,
    );
  });

  it("are written in the form of their option", () => {
    const folder = folderWith("written");
    const files = { markdown: path.join(folder, "a"), json: path.join(folder, "b"), html: path.join(folder, "c") };
    expect(() => requireReportFiles(files, plans)).not.toThrow();
    expect(readdirSync(folder)).toEqual([]);
    writeReportFiles(files, report);
    expect(readdirSync(folder).map((file) => readFileSync(path.join(folder, file), "utf8").slice(0, 12))).toEqual([
      "### cdknomad",
      '{\n  "format"',
      "<!doctype ht",
    ]);
  });
});
