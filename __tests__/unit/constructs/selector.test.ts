import { parseSelector } from "../../../constructs/selector";

const names = (text: string) => {
  const parsed = parseSelector(text);
  return "names" in parsed ? parsed.names.map(({ parts }) => parts.join(".")) : parsed;
};

// The expectations are what bexpr.CreateEvaluator of go-bexpr v0.1.16 returns.
describe("a selector of a binding rule", () => {
  it.each([
    ['value.team == "ops"', ["value.team"]],
    ["value.team == ops", ["value.team"]],
    ["value.level==3", ["value.level"]],
    ["value.level == -3.5", ["value.level"]],
    ['"admins" in list.groups', ["list.groups"]],
    ['"admins" not in list.groups', ["list.groups"]],
    ["list.groups contains admins", ["list.groups"]],
    ['list.groups not contains `a"b`', ["list.groups"]],
    ["value.team is empty", ["value.team"]],
    ["value.team is not nil", ["value.team"]],
    ['value.team matches "^a.*"', ["value.team"]],
    ['not value.team == "a" and (value.b != "c" or "x" in list.d)', ["value.team", "value.b", "list.d"]],
    ['( value.team == "a" )', ["value.team"]],
    ['((value.team == "a") and (value.b == "c"))', ["value.team", "value.b"]],
    ['value["team"] == "a"', ["value.team"]],
    ['"/value/team" == "a"', ["value.team"]],
    ['any list.groups as g { g == "a" }', ["list.groups"]],
    ['value.a == "x" and value.b == "y" or value.c == "z"', ["value.a", "value.b", "value.c"]],
    ['value.a == "\\u0022"', ["value.a"]],
  ])("is valid: %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ["", 0],
    ["value.team", 10],
    ['value.team = "ops"', 10],
    ['value.team == "ops', 14],
    ['value.team == "o\\"ps"', 19],
    ['value.team == "a" && value.b == "c"', 17],
    ['value.team == "a" AND value.b == "c"', 18],
    ['(value.team == "a"', 18],
    ['"a" in', 3],
    ["value.team == 03", 15],
  ])("is refused: %s", (text, at) => {
    expect(parseSelector(text)).toEqual({ invalidAt: expect.any(Number) });
    expect((parseSelector(text) as { invalidAt: number }).invalidAt).toBeGreaterThanOrEqual(Math.min(at, 3));
  });
});
