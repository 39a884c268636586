/**
 * One argument or block as it stands in an HCL file: its place among others and the comments beside it. The values are
 * in the job, after variables and functions.
 */
export interface Source {
  readonly name: string;
  readonly labels?: readonly string[];
  /** Lines of comment before it. */
  readonly above?: readonly string[];
  /** The comment at the end of its line. */
  readonly beside?: string;
  /** Lines of comment after its last entry. */
  readonly below?: readonly string[];
  readonly entries?: readonly Source[];
}

/** All comments of an entry and of what is in it, for an entry that itself has no place in the TypeScript. */
export function allComments({ above = [], beside, below = [], entries = [] }: Source): string[] {
  return [...above, ...(beside === undefined ? [] : [beside]), ...entries.flatMap(allComments), ...below];
}
