import { readChanges } from "../../../cli/plan/read-changes";
import { htmlReport } from "../../../cli/report/html";
import { markdownReport } from "../../../cli/report/markdown";
import { terminalReport } from "../../../cli/report/terminal";
import { planned, reportOf } from "./changes";

const job = (id: string, value: string) => ({
  id,
  namespace: "lab",
  jobspec: JSON.stringify({ ID: id, Name: id, Meta: { note: value } }),
});

describe("what others wrote on the cluster, in a report", () => {
  const change = planned(job("web", "old"), job("web", "old"), job("web", "\x1b[2Jnew\u202e"));
  const named = change.map((one) => ({ ...one, name: "lab/\x1b]0;x\x07[click](https://example.com) `a`\n# now" }));

  it("writes no command to the terminal, and no line of its own", () => {
    expect(terminalReport(reportOf(named), { width: 200, colors: false })).toBe(
      [
        "1 to change",
        "",
        "apps",
        "  ~ nomad_job lab/\\x1b]0;x\\x07[click](https://example.com) `a`\\n# now",
        "      ~ meta.note: old → \\x1b[2Jnew\\u202e",
        "",
      ].join("\n"),
    );
  });

  it("makes no link and no heading in a comment", () => {
    expect(markdownReport(reportOf(named))).toContain(
      "<code>lab/&#92;x1b&#93;0;x&#92;x07&#91;click&#93;(https&#58;//example.com) &#96;a&#96;&#92;n&#35; now</code>",
    );
  });

  it("shows it in the page as it is written", () => {
    expect(htmlReport(reportOf(named))).toContain("<ins>\\x1b[2Jnew\\u202e</ins>");
  });
});

describe("a job whose specification", () => {
  const update = (jobspec: string, marks: unknown = false) =>
    readChanges(
      {
        resource_changes: [
          {
            address: "nomad_job.web",
            type: "nomad_job",
            name: "web",
            mode: "managed",
            change: { actions: ["create"], before: null, after: { jobspec }, after_sensitive: marks },
          },
        ],
      },
      "plan",
    ).map(({ name, fields }) => ({ name, fields }));

  it("Terraform marks as a secret shows neither it nor its name", () => {
    expect(update('{"ID":"hunter2","Meta":{"note":"hunter2"}}', { jobspec: true })).toEqual([
      { name: "web", fields: [{ path: "jobspec", origin: "configuration", after: "(masked)" }] },
    ]);
  });

  it("is HCL, as with the official provider, is shown as that text", () => {
    expect(update('job "web" {}')).toEqual([
      { name: "web", fields: [{ path: "jobspec", origin: "configuration", after: 'job "web" {}' }] },
    ]);
  });
});
