/** Does something with each, ten at a time as Terraform does. */
export async function tenAtATime<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (const item of queue) {
        await work(item);
      }
    }),
  );
}
