/** A step on the way from a saved file to a running task, and how long it took in milliseconds. */
export type Step = readonly [name: string, milliseconds: number];

/** Returns steps as a text, such as `program 1.20 s, types 0.85 s`. */
export function describeSteps(steps: readonly Step[]): string {
  return steps.map(([name, milliseconds]) => `${name} ${(milliseconds / 1000).toFixed(2)} s`).join(", ");
}

/** Calls a function and adds how long its promise took to the steps. */
export async function timed<T>(steps: Step[], name: string, call: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    return await call();
  } finally {
    steps.push([name, Date.now() - began]);
  }
}
