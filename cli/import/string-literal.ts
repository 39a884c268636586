const escapes: Record<string, string> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/**
 * Returns a TypeScript literal for a text: a template literal if it has several lines, otherwise a string.
 *
 * Nomad's `${...}` has no meaning in a string and is escaped in a template, so it reaches Nomad unchanged.
 */
export function stringLiteral(text: string): string {
  const severalLines = text.trimEnd().includes("\n");
  return severalLines ? templateLiteral(text) : quoted(text);
}

/**
 * Returns the lines of a text for the tag `dedent`, escaped. Returns undefined for a text that the tag would change, or that has one
 * line: it does not end with a line break, all of its lines are indented, or a line consists of spaces only.
 */
export function indentableLines(text: string): readonly string[] | undefined {
  const lines = text.split("\n");
  const isIndentable =
    lines.length > 2 &&
    lines.pop() === "" &&
    lines.every((line) => line === "" || line.trim() !== "") &&
    lines.some((line) => /^\S/.test(line));
  return isIndentable ? lines.map(escapedTemplate) : undefined;
}

/** Returns a template literal for pieces of plain text and names of constants. */
export function templateOf(pieces: readonly ({ readonly text: string } | { readonly constant: string })[]): string {
  const parts = pieces.map((piece) => ("text" in piece ? escapedTemplate(piece.text) : `\${${piece.constant}}`));
  return `\`${parts.join("")}\``;
}

function templateLiteral(text: string): string {
  return `\`${escapedTemplate(text)}\``;
}

function escapedTemplate(text: string): string {
  return (
    text
      .replace(/[\\`]|\$(?=\{)/g, "\\$&")
      // A template literal converts every line end to "\n", and a reader cannot see invisible characters.
      .replace(/[^\P{C}\n\t]|[\u2028\u2029]/gu, escapeCharacter)
  );
}

/** Returns a string literal in one line, in the quotes that the formatter prefers. */
export function quoted(text: string): string {
  // The formatter uses the quote that needs fewer escapes.
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replace(/\p{C}|[\u2028\u2029]/gu, escapeCharacter);
  return `${quote}${escaped}${quote}`;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) {
    return `\\u{${code.toString(16)}}`;
  }
  return escapes[character] ?? `\\u${code.toString(16).padStart(4, "0")}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
