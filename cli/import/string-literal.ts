const escapes: Record<string, string> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/**
 * A text as a TypeScript literal: a template with its lines as they are if it has several of them, else a string.
 *
 * Nomad's own `${...}` means nothing in a string, and is escaped in a template; so it arrives in Nomad as it was written.
 */
export function stringLiteral(text: string): string {
  const severalLines = text.trimEnd().includes("\n");
  return severalLines ? templateLiteral(text) : quoted(text);
}

function templateLiteral(text: string): string {
  const escaped = text
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    // A template turns every line end into "\n", and invisible characters are not for reading.
    .replace(/[^\P{C}\n\t]|[\u2028\u2029]/gu, escapeCharacter);
  return `\`${escaped}\``;
}

/** A text as a string literal of one line, in the quotes that the formatter prefers. */
export function quoted(text: string): string {
  // The quote that needs fewer escapes, as the formatter has it.
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
