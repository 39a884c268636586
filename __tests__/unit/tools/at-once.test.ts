import { atOnce } from "../../../tools/at-once";

describe("tasks at once", () => {
  /** A task that ends when the test ends it, and notes its start. */
  const tasks = () => {
    const started: string[] = [];
    const ends = new Map<string, { resolve(): void; reject(error: Error): void }>();
    const task = (name: string) => () =>
      new Promise<string>((resolve, reject) => {
        started.push(name);
        ends.set(name, { resolve: () => resolve(`the ${name}`), reject });
      });
    const end = async (name: string, error?: Error) => {
      const { resolve, reject } = ends.get(name) ?? {};
      error ? reject?.(error) : resolve?.();
      await new Promise(setImmediate);
    };
    return { started, task, end };
  };

  it("start in their order, no more than the limit, and give their results by name", async () => {
    const { started, task, end } = tasks();
    const all = atOnce<Record<"nomad" | "consul" | "driver", string>>(2, {
      nomad: task("nomad"),
      consul: task("consul"),
      driver: task("driver"),
    });
    expect(started).toEqual(["nomad", "consul"]);
    await end("consul");
    expect(started).toEqual(["nomad", "consul", "driver"]);
    await end("driver");
    await end("nomad");
    expect(await all).toEqual({ nomad: "the nomad", consul: "the consul", driver: "the driver" });
  });

  it("start no other after an error, which is thrown when the running ones have ended", async () => {
    const { started, task, end } = tasks();
    let outcome = "running";
    const all = atOnce<Record<"nomad" | "consul" | "driver", string>>(2, {
      nomad: task("nomad"),
      consul: task("consul"),
      driver: task("driver"),
    }).catch((error: Error) => {
      outcome = error.message;
    });
    await end("consul", new Error("consul: cannot be built"));
    expect(started).toEqual(["nomad", "consul"]);
    expect(outcome).toBe("running");
    await end("nomad");
    await all;
    expect(outcome).toBe("consul: cannot be built");
  });
});
