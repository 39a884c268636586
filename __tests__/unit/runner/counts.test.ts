import { failureOf, none, sum } from "../../runner/counts";

describe("the summary of a test run", () => {
  it("repeats the beginning of a message without colors and empty lines", () => {
    const message = ["\u001b[31mexpected 1\u001b[39m", "", ...Array.from({ length: 50 }, (_, at) => `line ${at}`)];
    const lines = failureOf("adds numbers (sum.test.ts)", message.join("\n")).split("\n");
    expect(lines.slice(0, 3)).toEqual(["adds numbers (sum.test.ts)", "    expected 1", "    line 0"]);
    expect(lines).toHaveLength(13);
  });

  it("has the failures and skips of all runs", () => {
    const one = { passed: 1, failures: ["a"], skips: ["b"] };
    expect(sum(none, one, { passed: 2, failures: ["c"], skips: [] })).toEqual({
      passed: 3,
      failures: ["a", "c"],
      skips: ["b"],
    });
  });
});
