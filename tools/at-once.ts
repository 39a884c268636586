/**
 * Runs tasks in their order, at most `limit` at the same time. After one failed, no other starts.
 *
 * @returns the results by the names of the tasks
 * @throws the error of the first task that failed, after the running ones ended
 */
export async function atOnce<T extends object>(
  limit: number,
  tasks: { readonly [K in keyof T]: () => Promise<T[K]> },
): Promise<T> {
  const waiting = Object.keys(tasks) as (keyof T)[];
  const results: Partial<T> = {};
  const errors: unknown[] = [];
  const next = async (): Promise<void> => {
    const name = errors.length > 0 ? undefined : waiting.shift();
    if (name === undefined) {
      return;
    }
    try {
      results[name] = await tasks[name]();
    } catch (error) {
      errors.push(error);
    }
    await next();
  };
  await Promise.all(Array.from({ length: limit }, next));
  if (errors.length > 0) {
    throw errors[0];
  }
  return results as T;
}
