import fc from "fast-check";

/**
 * How many random strings the tests try. `CDKNOMAD_HOSTILE_STRINGS=10000` is the number of a full run, which takes minutes.
 */
export const hostileStrings = Number(process.env.CDKNOMAD_HOSTILE_STRINGS ?? 400);

/** Strings that end a string of JSON, HCL, or Terraform, and characters that these languages escape. */
export const PIECES = [
  '"',
  "\\",
  "\n",
  "\r",
  "\t",
  "\0",
  "\b",
  "$",
  "%",
  "{",
  "}",
  "${",
  "%{",
  "$${",
  "}}",
  "'",
  "`",
  "<",
  "&",
  ",",
  ":",
  "[",
  "]",
  'x","Evil":"y',
  '" { policy = "write" }\nnamespace "*',
  "C:\\new\\table",
  "\u2028",
  "e\u0301",
  "\u0301",
  "é",
  "日本",
  "👩‍👩‍👧",
  "\u00ad",
  "${attr.kernel.name}",
  '${env["X"]}',
  "%{ if true }",
  "#{",
  "&{",
  "TfToken[",
  "<<EOT\n",
  "//",
  "/*",
  "\u007f",
  "\ufeff",
];

/**
 * Whether a runtime value can be encoded. Terraform composes an accent with the letter before it, also with the `n` of the escape
 * `\\n`: such a value makes the document invalid, and the plan refuses it. It cannot add a field.
 */
export const isStable = (value: string) => !/^\p{M}/u.test(value) && !/[\p{Cc}"\\<>&\u2028\u2029]\p{M}/u.test(value);

/** Random strings of these pieces and of other characters. */
export const hostile = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: "grapheme", maxLength: 6 })),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
