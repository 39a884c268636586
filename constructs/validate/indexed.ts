export function* each<Block>(path: string, list: readonly Block[] | undefined): Iterable<readonly [string, Block]> {
  for (const [index, block] of (list ?? []).entries()) {
    yield [`${path}[${index}]`, block];
  }
}
