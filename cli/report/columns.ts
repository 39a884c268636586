import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const PLAIN = /^[\x20-\x7e]*$/;

/** Returns the width of a line on a terminal, in columns and without colors: two for Chinese letters and emoji, none for accents. */
export function columnsOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/**
 * Wraps a line. It is broken at a space near the end, or else between two characters.
 *
 * @param indent columns before each further line
 */
export function wrapLine(text: string, width: number, indent: number): string[] {
  if (columnsOf(text) <= width) {
    return [text];
  }
  const least = Math.max(width, indent + 10); // narrower lines are unreadable
  const lines: string[] = [];
  let line: string[] = [];
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) {
    const own = columnsOf(segment);
    if (columns + own > least) {
      const space = line.lastIndexOf(" ") + 1;
      const end = space > Math.max(indent, line.length / 2) ? space : line.length;
      lines.push(line.slice(0, end).join("").trimEnd());
      line = [...Array<string>(indent).fill(" "), ...line.slice(end)];
      columns = columnsOf(line.join(""));
    }
    line.push(segment);
    columns += own;
  }
  return [...lines, line.join("").trimEnd()];
}
