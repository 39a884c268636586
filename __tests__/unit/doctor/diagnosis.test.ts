import { problem, unknown, warning } from "../../../cli/checks/finding";
import { diagnosis, tell } from "../../../cli/commands/doctor/diagnosis";
import { printFinding } from "../../../cli/commands/doctor/print";

describe("what the doctor found", () => {
  it("is told in the order of the checks, and once", () => {
    const down = "nomad at http://127.0.0.1:4646 does not answer";
    const told = [
      ...tell("port", [problem("port 53")]),
      ...tell("token", [problem(down)]),
      ...tell("state", [problem(`apps: its state cannot be reached: ${down}`)]),
      ...tell("reach", [problem(down)]),
      ...tell("machine", [warning("go")]),
    ];
    expect(diagnosis(told).map(({ check, message }) => `${check}: ${message}`)).toEqual([
      "machine: go",
      `state: apps: its state cannot be reached: ${down}`,
      "port: port 53",
    ]);
  });

  it("is broken between words where the terminal ends, but for rules to be pasted", () => {
    const rules = 'namespace "a-very-long-name-of-a-namespace" {\n}';
    expect(printFinding(problem(`apps: the token "ci" lacks rights; add this:\n${rules}`), 30)).toBe(
      `✖ apps: the token "ci" lacks\n  rights; add this:\n${rules}\n`,
    );
    expect(printFinding(unknown("as it is, however long"))).toBe("? as it is, however long\n");
  });
});
