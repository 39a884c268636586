/**
 * Runs a function for each item, several at a time: Nomad and Consul answer with an error if one address has more than 100 (Consul:
 * 200) connections.
 *
 * @param items the items
 * @param run what is done with one item
 * @param most how many run at the same time
 * @returns the results in the order of the items
 */
export async function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>, most = 16): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries(); // All workers take from one iterator.
  const worker = async () => {
    for (const [index, item] of entries) {
      results[index] = await run(item);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}
