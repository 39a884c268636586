/**
 * A piece of TypeScript before it is laid out: what it says, and the comments that go with it, but no line breaks.
 */
export type Code = Scalar | ObjectCode | ArrayCode | CallCode;

/** Code that is never broken by the printer: a number, a name, a string or template literal. */
export interface Scalar {
  readonly kind: "scalar";
  readonly text: string;
}

/** An object literal. */
export interface ObjectCode {
  readonly kind: "object";
  readonly entries: readonly EntryCode[];
  /** Whether it takes a line for each entry even where it would fit in one. */
  readonly expand: boolean;
  /** Lines of comment after the last entry. */
  readonly below?: readonly string[];
}

/** `key: value`, or `...value` where there is no key. */
export interface EntryCode {
  readonly key: string | undefined;
  readonly value: Code;
  /** Lines of comment before it. */
  readonly above?: readonly string[];
  /** The comment at the end of its line. */
  readonly beside?: string | undefined;
}

/** An array literal. */
export interface ArrayCode {
  readonly kind: "array";
  readonly items: readonly { readonly value: Code; readonly above?: readonly string[] }[];
}

/** A call of a function, whose last argument may take several lines. */
export interface CallCode {
  readonly kind: "call";
  readonly callee: string;
  readonly arguments: readonly Code[];
}
