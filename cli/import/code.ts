import type { SourcePart } from "./source";

/**
 * A piece of TypeScript before layout: its tokens and comments, without line breaks.
 */
export type Code = Scalar | TextCode | ObjectCode | ArrayCode | CallCode;

/** A value that a variable or local of an HCL file had. */
interface Derived {
  /** The variable or local, such as `var.image`. */
  readonly from?: string | undefined;
}

/** Code that the layout never breaks: a number, a name, a string or template literal. */
export interface Scalar extends Derived {
  readonly kind: "scalar";
  /** The pieces of the text if variables or locals are in it. */
  readonly parts?: readonly SourcePart[] | undefined;
  readonly text: string;
}

/** A text of several lines, indented like the code around it with the tag `dedent`. It ends with a line break. */
export interface TextCode extends Derived {
  readonly kind: "text";
  /** The lines, escaped for a template literal. */
  readonly lines: readonly string[];
}

/** An object literal. */
export interface ObjectCode extends Derived {
  readonly kind: "object";
  readonly entries: readonly EntryCode[];
  /** Whether each entry gets its own line even if the object fits in one line. */
  readonly expand: boolean;
  /** Comment lines after the last entry. */
  readonly below?: readonly string[];
}

/** `key: value`, or `...value` if there is no key. */
export interface EntryCode {
  readonly key: string | undefined;
  readonly value: Code;
  /** Comment lines before it. */
  readonly above?: readonly string[];
  /** The comment at the end of its line. */
  readonly beside?: string | undefined;
}

/** An array literal. */
export interface ArrayCode extends Derived {
  readonly kind: "array";
  readonly items: readonly { readonly value: Code; readonly above?: readonly string[] }[];
}

/** A function call. Its last argument can take several lines. */
export interface CallCode {
  readonly kind: "call";
  readonly callee: string;
  readonly arguments: readonly Code[];
}
