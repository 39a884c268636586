import { planWithMoves } from "../../../cli/plan/plan-with-moves";
import type { StackReport } from "../../../cli/report/report";
import type { Stack } from "../../../cli/stack/stack";

describe("the plans of many stacks", () => {
  it("are made a few at a time, and reported in the order of the stacks", async () => {
    const stacks = Array.from({ length: 40 }, (_, index) => ({ name: `stack-${index}` }) as Stack);
    let running = 0;
    let most = 0;
    const reports = await planWithMoves(stacks, stacks, "no-folder", async ({ name }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, name === "stack-0" ? 20 : 1));
      running--;
      return { name, resources: [], problems: [] } as unknown as StackReport;
    });
    expect(reports.map(({ name }) => name)).toEqual(stacks.map(({ name }) => name));
    expect(most).toBe(8);
  });
});
