/**
 * One argument or block of an HCL file: its position and its comments. The values are in the job, with variables and functions
 * evaluated.
 */
export interface Source {
  readonly name: string;
  readonly labels?: readonly string[];
  /** Comment lines before it. */
  readonly above?: readonly string[];
  /** The comment at the end of its line. */
  readonly beside?: string;
  /** Comment lines after its last entry. */
  readonly below?: readonly string[];
  /** The variable or local that is the whole value, such as `var.image`. */
  readonly from?: string;
  /** The texts, variables, and locals of a value such as `"${var.image}:1"`. */
  readonly parts?: readonly SourcePart[];
  readonly entries?: readonly Source[];
}

/** A piece of a text: plain text, or a variable or local. */
export interface SourcePart {
  readonly text?: string;
  readonly from?: string;
}

/** A variable or local of an HCL file with the comments about it. Without a name, comments that belong to none. */
export interface Declaration {
  readonly name: string;
  readonly comments?: readonly string[];
}

/** The variables and locals of an HCL file. */
export interface Declarations {
  readonly declared: readonly Declaration[];
  /** The values of those inside of texts, as texts. */
  readonly values: Readonly<Record<string, string>>;
}

/** Returns all comments of an entry and of its entries, for an entry that has no counterpart in TypeScript. */
export function allComments({ above = [], beside, below = [], entries = [] }: Source): string[] {
  return [...above, ...(beside === undefined ? [] : [beside]), ...entries.flatMap(allComments), ...below];
}
