import { createHash } from "node:crypto";
import MarkdownIt from "markdown-it";
import { columnsOf } from "../../../cli/report/columns";
import { htmlReport } from "../../../cli/report/html";
import { commentLimit, markdownReport } from "../../../cli/report/markdown";
import type { ResourceReport } from "../../../cli/report/report";
import { clusterLine } from "../../../cli/report/summary";
import { terminalOptions, terminalReport } from "../../../cli/report/terminal";
import { attributes, job, planned, reportOf } from "./changes";

const env = (values: Record<string, string>) => attributes(job({ task: { env: values } }));
const update = planned(env({ LEVEL: "info" }), env({ LEVEL: "trace" }), env({ LEVEL: "info" }));

describe("the first line of a report", () => {
  const server = { product: "nomad", address: "https://nomad.lab:4646", region: "north" } as const;
  const report = { ...reportOf(update), cluster: { environment: "prod", servers: [server] } };
  const about = "environment prod: nomad at https://nomad.lab:4646 (region north)";

  it("names the environment and the cluster on a terminal", () => {
    expect(terminalReport(report, { width: 200, colors: false }).split("\n").slice(0, 2)).toEqual([
      about,
      "1 to change; 1 changed on the cluster since the last apply",
    ]);
  });

  it("names them in a comment, where no forge makes a link of the address", () => {
    const [line = ""] = markdownReport(report).split("\n");
    expect(line).toBe(
      "### cdknomad plan of environment prod: nomad at https&#58;//nomad.lab:4646 (region north): 1 to change; 1 changed on the cluster since the last apply",
    );
  });

  it("names them in the title and the heading of a page", () => {
    const page = htmlReport(report);
    expect(page).toContain(`<title>cdknomad plan of ${about}: 1 to change`);
    expect(page).toContain(`<h1>${about}<br>1 to change`);
  });

  it("names a lab that is not called as its environment, and Consul", () => {
    const cluster = {
      environment: "lab",
      lab: "three",
      servers: [server, { product: "consul", address: "http://c" }],
    } as const;
    expect(clusterLine(cluster)).toBe(
      "environment lab, lab three: nomad at https://nomad.lab:4646 (region north), consul at http://c",
    );
    expect(clusterLine({ ...cluster, lab: "lab" })).toMatch(/^environment lab: nomad/);
  });
});

describe("the report on a terminal", () => {
  it("begins with the summary and has no color when it is piped", () => {
    expect(terminalReport(reportOf(update), { width: 200, colors: false })).toBe(
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

  it.each([40, 60, 80, 120, 200])("keeps to %d columns, and cuts nothing off", (width) => {
    const long = planned(env({ A: "x".repeat(90) }), env({ A: "y".repeat(90) }), env({ A: "日本語😀é".repeat(20) }));
    const problems = [
      { level: "warning", summary: "w".repeat(300), detail: `${"some words ".repeat(60)}end` },
    ] as const;
    const report = reportOf(long.map((resource) => ({ ...resource, name: `lab/${"n".repeat(100)}`, problems })));
    const lines = terminalReport(report, { width, colors: false }).split("\n");
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
    const together = lines.map((line) => line.trim()).join("");
    for (const whole of ["y".repeat(90), "日本語😀é".repeat(20), "w".repeat(300), "n".repeat(100), "end"]) {
      expect(together).toContain(whole);
    }
  });

  it("shows a text line by line, with what only came in it, never as an empty value", () => {
    const template = (data: string) => attributes(job({ task: { templates: [{ destination: "a", data }] } }));
    const [old, fresh] = [template("one\ntwo"), template("one\nand a half\ntwo")];
    expect(terminalReport(reportOf(planned(old, fresh, old)), { width: 80, colors: false })).toContain(
      [
        "      ~ groups.web.tasks.main.templates.a.data:  (changed on the cluster)",
        "          @@ line 1 @@",
        "            one",
        "          - and a half",
        "            two",
      ].join("\n"),
    );
  });

  it("counts thousands of changes by kind, lists deletions and drift first, and ends with the summary", () => {
    const create = planned(null, null, env({})).map((one) => ({ ...one, scheduler: { web: "1 create" } }));
    const goes = planned(env({}), env({}), null);
    const many = Array.from({ length: 2_000 }, (_, index) => create.map((one) => ({ ...one, name: `lab/n-${index}` })));
    const text = terminalReport(reportOf([...many.flat(), ...update, ...goes]), { width: 120, colors: false });
    const lines = text.trimEnd().split("\n");
    expect(lines.slice(0, 7)).toEqual([
      "2000 to create, 1 to change, 1 to destroy; 1 changed on the cluster since the last apply",
      "  nomad_job  1 to destroy, 1 to change, 2000 to create",
      "",
      "apps  1 to destroy, 1 to change, 2000 to create",
      "  - nomad_job lab/web",
      "  ~ nomad_job lab/web  changed on the cluster",
      "      ~ groups.web.tasks.main.env.LEVEL: trace → info  (changed on the cluster)",
    ]);
    expect(lines.slice(-3)).toEqual([
      "  + 1950 more to create; --html FILE and --json FILE list all of them",
      "",
      "2000 to create, 1 to change, 1 to destroy; 1 changed on the cluster since the last apply",
    ]);
    expect(lines.length).toBeLessThan(120);
  });

  it.each([
    [{ isTTY: true, columns: 80 }, {}, { width: 80, colors: true }],
    [
      { isTTY: true, columns: 80 },
      { NO_COLOR: "1", FORCE_COLOR: "1" },
      { width: 80, colors: false },
    ],
    [{ isTTY: true, columns: 80 }, { TERM: "dumb" }, { width: 80, colors: false }],
    [{ isTTY: true, columns: 80 }, { FORCE_COLOR: "0" }, { width: 80, colors: false }],
    [{ isTTY: true, columns: 0 }, {}, { width: 100, colors: true }],
    [{ isTTY: true, columns: 5 }, {}, { width: 20, colors: true }],
    [{ isTTY: false }, { CI: "1" }, { width: 200, colors: false }],
    [{ isTTY: false }, { FORCE_COLOR: "1" }, { width: 200, colors: true }],
  ])("looks on %j with %j as %j", (stream, environment, options) => {
    expect(terminalOptions(stream as NodeJS.WriteStream, environment)).toEqual(options);
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
    const left = Number(/(\d+) are omitted \(\1 to change\)/.exec(text)?.[1] ?? 0);
    expect(shown + left).toBe(jobs);
    expect(text.includes("Shortened to fit")).toBe(jobs > 300);
  });

  it.each([1, 1_000, 5_000])("keeps of %d new jobs beside them what goes, drifted or failed", (jobs) => {
    const create = planned(null, null, env({ A: "x".repeat(150) }));
    const named = (some: readonly ResourceReport[], name: string) => some.map((one) => ({ ...one, name }));
    const many = Array.from({ length: jobs }, (_, index) => named(create, `lab/new-${index}`));
    const goes = named(planned(env({}), env({}), null), "lab/goes");
    const report = reportOf([...many.flat(), ...named(update, "lab/drifted"), ...goes]);
    const problems = [{ level: "error", summary: "refused by nomad", detail: "because" }] as const;
    const text = markdownReport({ ...report, stacks: report.stacks.map((stack) => ({ ...stack, problems })) });
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text).toContain("**error:** <code>refused by nomad</code>\n\n```\nbecause\n");
    expect(text).toContain("- groups.web.tasks.main.env.LEVEL: trace   # changed on the cluster");
    expect(text).toMatch(/<summary><b>destroy<\/b> nomad_job <code>lab\/goes/);
    if (jobs > 1) {
      expect(text).toContain(`\n- nomad_job: 1 to destroy, 1 to change, ${jobs} to create\n`);
    }
    if (jobs === 5_000) {
      expect(text).toMatch(
        /Shortened to fit into a comment:\*\* \d+ are omitted \(\d+ to create\), \d+ are shown without/,
      );
    }
  });

  const hostile = [
    "``` ````` @team #123 other/repo#4 !5 ~label GH-6 </details></summary><script>alert(1)</script>",
    "[x](https://evil.example) <https://evil.example> http://evil.example www.evil.example ![i](//evil.example/i.png)",
    "| a | b |\n|---|---|\n# heading\n- [ ] task\n<!-- open\n</code></pre>",
  ];

  it.each(hostile)("makes nothing of %j but text, wherever it stands", (text) => {
    const change = planned(env({ A: "1" }), env({ A: "1" }), env({ A: text }));
    const whole = planned(null, null, env({ B: text }));
    const problems = [{ level: "warning", summary: text, detail: text }] as const;
    const named = [...change, ...whole].map((one) => ({
      ...one,
      name: text,
      after: text,
      scheduler: { [text]: text },
    }));
    const short = named.map((one) => ({ ...one, fields: [] })); // a line without a block, which is read as Markdown
    const report = reportOf([...named.map((one) => ({ ...one, problems })), ...short]);
    const stacks = report.stacks.map((stack) => ({ ...stack, name: `apps ${text}`, problems }));
    const page = new MarkdownIt({ html: true })
      .enable(["table", "strikethrough"])
      .render(markdownReport({ ...report, stacks }));
    const opened = [...page.matchAll(/<(?!\/)(\w+)/g)].map(([, tag]) => tag);
    expect(new Set(opened)).toEqual(
      new Set(["h3", "h4", "details", "summary", "b", "code", "pre", "p", "strong", "ul", "li"]),
    );
    expect(page.match(/<details>/g)).toHaveLength(2);
    expect(page.match(/<\/details>/g)).toHaveLength(2);
    expect(page).not.toMatch(/<[^>]*\s(on\w+|href|src)=/i);
    // Only text outside of code can mention a user or link an issue. The program chooses the names of its stacks.
    const outside = page.replace(/<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>|<h4>.*?<\/h4>/g, "");
    expect(outside).not.toMatch(/[@#!~]|:\/\/|www/);
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
    expect(page).toContain('<label for="search">Search</label>\n<input id="search" type="search"');
  });

  it("lets the browser run its own script and nothing else, and ask nobody for anything", () => {
    const values = { A: 'x" onclick="alert(1)', B: "</style><img src=x onerror=alert(1)>" };
    const change = planned(env({}), env({}), env(values)).map((one) => ({
      ...one,
      name: 'lab/" autofocus onfocus=a() x="',
    }));
    const page = htmlReport(reportOf(change));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hash = (tag: string) => {
      const [, code = ""] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page) ?? [];
      return `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
    };
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      `style-src ${hash("style")}`,
      `script-src ${hash("script")}`,
    ]);
    const tags = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "").match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /\son\w+=|\sstyle=|autofocus/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /^<img/.test(tag))).toEqual([]);
  });

  it("shows a text line by line, and counts many changes by kind", () => {
    const template = (data: string) => attributes(job({ task: { templates: [{ destination: "a", data }] } }));
    const change = planned(template("one\ntwo"), template("one\ntwo"), template("one\n<b>\ntwo"));
    const page = htmlReport(reportOf(Array.from({ length: 30 }, () => change).flat()));
    expect(page).toContain(
      '<div class="at">line 1</div><div class="same">one</div><ins>&lt;b&gt;</ins><div class="same">two</div>',
    );
    expect(page).toContain("<ul><li>nomad_job: 30 to change</li></ul>");
    expect(page.match(/<details class="item update">/g)).toHaveLength(30);
  });
});
