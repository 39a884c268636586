import { problem, unknown, warning } from "../../../cli/checks/finding";
import { inOrder, withCheck } from "../../../cli/commands/doctor/diagnosis";
import { printFinding } from "../../../cli/commands/doctor/print";

describe("the findings of doctor", () => {
  it("are in the order of the checks, each once", () => {
    const down = "nomad at http://127.0.0.1:4646 does not answer";
    const found = [
      ...withCheck("port", [problem("port-not-available", "port 53")]),
      ...withCheck("token", [problem("server-unreachable", down)]),
      ...withCheck("state", [problem("state-unreachable", `apps: its state cannot be reached: ${down}`)]),
      ...withCheck("reach", [problem("server-unreachable", down)]),
      ...withCheck("machine", [warning("tool-unusable", "go")]),
    ];
    expect(inOrder(found).map(({ check, message }) => `${check}: ${message}`)).toEqual([
      "machine: go",
      `state: apps: its state cannot be reached: ${down}`,
      "port: port 53",
    ]);
  });

  it("are wrapped between words at the width of the terminal, except rules to copy", () => {
    const rules = 'namespace "a-very-long-name-of-a-namespace" {\n}';
    expect(printFinding(problem("rights-missing", `apps: the token "ci" lacks rights; add this:\n${rules}`), 30)).toBe(
      `✖ apps: the token "ci" lacks\n  rights; add this:\n  (rights-missing)\n${rules}\n`,
    );
    expect(printFinding(unknown("as it is, however long"))).toBe("? as it is, however long (not-checked)\n");
  });
});
