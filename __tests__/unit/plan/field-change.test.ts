import { fieldChange } from "../../../cli/plan/field-change";
import { diffLines, hunks } from "../../../cli/plan/line-diff";

const change = (before: unknown, after: unknown, path = "groups.web.tasks.main.templates.a.data") =>
  fieldChange("nomad_job", { path, before, after }, "configuration");
const lines = (...all: string[]) => all.join("\n");

describe("a text of several lines", () => {
  it("to which lines were only added shows them among the unchanged lines, and not as a text that was empty", () => {
    expect(change(lines("a {", "}"), lines("a {", "}", "b {", "}"))).toEqual({
      path: "groups.web.tasks.main.templates.a.data",
      origin: "configuration",
      before: "",
      after: "b {\n}",
      lines: ["@@ line 1 @@", "  a {", "  }", "+ b {", "+ }"],
    });
  });

  it("of which lines moved shows where they went and came", () => {
    expect(change(lines("one", "two", "three"), lines("two", "three", "one")).lines).toEqual([
      "@@ line 1 @@",
      "- one",
      "  two",
      "  three",
      "+ one",
    ]);
  });

  it("says where in a long one the differences are", () => {
    const text = (...changed: string[]) =>
      lines(...Array.from({ length: 100 }, (_, index) => changed[index] ?? `line ${index + 1}`));
    const other = text().replace("line 10\n", "line ten\n").replace("line 90\n", "");
    expect(change(text(), other).lines).toEqual([
      "@@ line 8 @@",
      "  line 8",
      "  line 9",
      "- line 10",
      "+ line ten",
      "  line 11",
      "  line 12",
      "@@ line 88 @@",
      "  line 88",
      "  line 89",
      "- line 90",
      "  line 91",
      "  line 92",
    ]);
  });

  it("of which more differs than anybody reads says how much more", () => {
    const text = (word: string) => lines(...Array.from({ length: 500 }, (_, index) => `${word} ${index}`));
    const shown = change(text("old"), text("new")).lines ?? [];
    expect(shown).toHaveLength(61);
    expect(shown.at(-1)).toBe("@@ 941 more differences @@");
  });

  it("shows nothing of a key in it, neither where it differs nor around it", () => {
    const key = (secret: string) => `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`;
    const shown = change(lines("a", key("hunter2"), "b"), lines("a", key("hunter3"), "c"));
    expect(JSON.stringify(shown)).not.toContain("hunter");
    expect(shown.lines).toEqual(["@@ line 1 @@", "  a", "- (masked)", "- b", "+ (masked)", "+ c"]);
    expect(change(key("hunter2"), `${key("hunter3")}`)).toMatchObject({ before: "(masked)", after: "(masked)" });
  });
});

describe("a long list", () => {
  const many = Array.from({ length: 40 }, (_, index) => `--flag-${index}=on`);

  it("shows the items that differ, not twice the same beginning", () => {
    const shown = change(many, [...many.slice(0, 20), "--new", ...many.slice(20)], "groups.web.tasks.main.config.args");
    expect(shown.lines).toEqual([
      "@@ item 19 @@",
      '  "--flag-18=on"',
      '  "--flag-19=on"',
      '+ "--new"',
      '  "--flag-20=on"',
      '  "--flag-21=on"',
    ]);
  });

  it("shows a script among the arguments line by line", () => {
    const script = (level: string) => lines("set -e", "cd /srv", `exec run --level ${level}`);
    const shown = change(["-c", script("info")], ["-c", script("debug")], "groups.web.tasks.main.config.args");
    expect(shown.lines).toEqual([
      "@@ item 2 @@",
      "  set -e",
      "  cd /srv",
      "- exec run --level info",
      "+ exec run --level debug",
    ]);
  });

  it("shows no secret that is an item of it", () => {
    const args = (secret: string) => [...many, "--password", secret, `DB_PASSWORD=${secret}`, secret.length];
    expect(JSON.stringify(change(args("hunter2"), args("hunter23")))).not.toContain("hunter");
  });
});

describe("a long text of one line", () => {
  it("shows where it differs, if that is at its end too", () => {
    const image = (tag: string) => `registry.example.com/${"team/".repeat(60)}web:${tag}`;
    expect(change(image("1.0"), image("1.1"))).toMatchObject({
      before: "…eam/team/team/team/team/team/team/web:1.0",
      after: "…eam/team/team/team/team/team/team/web:1.1",
    });
  });

  it("is not cut within a letter of two characters", () => {
    const { before, after } = change(`${"x".repeat(199)}😀${"y".repeat(100)}`, undefined);
    expect(before).toBe(`${"x".repeat(199)}… (301 characters)`);
    expect(after).toBeUndefined();
  });
});

test("the difference of two lists of lines brings one to the other, whatever they are", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let round = 0; round < 300; round++) {
    const text = () => Array.from({ length: random(12) }, () => "abc"[random(3)] ?? "");
    const [before, after] = [text(), text()];
    const all = diffLines(before, after);
    expect(all.filter(({ mark }) => mark !== "+").map((line) => line.text)).toEqual(before);
    expect(all.filter(({ mark }) => mark !== "-").map((line) => line.text)).toEqual(after);
    for (const { start, lines: its } of hunks(all)) {
      const shown = its.filter(({ mark }) => mark !== "-").map((line) => line.text);
      expect(after.slice(start - 1, start - 1 + shown.length)).toEqual(shown);
    }
  }
});
