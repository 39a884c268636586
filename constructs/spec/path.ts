/** The path of a field below a block; the job itself has the empty path. */
export function fieldPath(block: string, field: string): string {
  return block === "" ? field : `${block}.${field}`;
}

/**
 * The path of an item of a list: by its name where it has one, `groups.dns`, else by its place, `groups[0]`.
 *
 * @param list the path of the list
 * @param name the item's name or label
 * @param index its place in the list
 */
export function itemPath(list: string, name: unknown, index: number): string {
  if (typeof name !== "string" || name === "") {
    return `${list}[${index}]`;
  }
  return /^[\w-]+$/.test(name) ? `${list}.${name}` : `${list}[${JSON.stringify(name)}]`;
}
