import { setTimeout } from "node:timers/promises";
import { inRows } from "../../runner/rows";

describe("work in rows", () => {
  it("is taken in its order, by the row that is free, and each result is kept with its name", async () => {
    const places: string[] = [];
    const work = [30, 1, 1, 1].map((long, index) => ({
      name: `w${index}`,
      run: async (row: string) => {
        places.push(`w${index} ${row}`);
        await setTimeout(long * 10);
        return index;
      },
    }));
    const done = await inRows(["a", "b"], work);
    expect(places).toEqual(["w0 a", "w1 b", "w2 b", "w3 b"]);
    expect(done.map(({ name, result }) => `${name} ${result}`)).toEqual(["w1 1", "w2 2", "w3 3", "w0 0"]);
  });

  it("that throws is reported after the other rows ended", async () => {
    const ended: string[] = [];
    const work = [
      { name: "bad", run: () => Promise.reject(new Error("no lab")) },
      { name: "good", run: async () => void ended.push(await setTimeout(20, "good")) },
    ];
    await expect(inRows(["a", "b"], work)).rejects.toThrow("no lab");
    expect(ended).toEqual(["good"]);
  });
});
