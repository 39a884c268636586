/** The names of servers or nodes, and the number of those that are left out. */
export function shortened(names: readonly string[]): string {
  const some = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${some}, and ${names.length - 3} more` : some;
}
