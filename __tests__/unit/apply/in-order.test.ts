import { inOrder } from "../../../cli/apply/in-order";

interface Item {
  readonly name: string;
  readonly dependencies: readonly string[];
}

const item = (name: string, ...dependencies: string[]): Item => ({ name, dependencies });

/** Does the work of all items, each in several turns of the event loop, and returns what began and ended, in this order. */
async function steps(
  ...items: readonly Item[]
): Promise<{ readonly log: string[]; readonly results: readonly string[] }> {
  const log: string[] = [];
  const results = await inOrder<Item, string>(
    items,
    (one) => one,
    async ({ name }, before) => {
      log.push(`begin ${name}`);
      await new Promise(setImmediate);
      log.push(`end ${name}`);
      return [...before, name].join(">");
    },
  );
  return { log, results };
}

test("independent stacks begin at the same time, and a stack begins after its dependencies with their results", async () => {
  const { log, results } = await steps(item("access"), item("volumes"), item("apps", "access", "volumes"));
  expect(log).toEqual(["begin access", "begin volumes", "end access", "end volumes", "begin apps", "end apps"]);
  expect(results).toEqual(["access", "volumes", "access>volumes>apps"]);
});

test("a dependency that is not among the stacks counts as done", async () => {
  expect(await steps(item("apps", "access"))).toEqual({ log: ["begin apps", "end apps"], results: ["apps"] });
});
