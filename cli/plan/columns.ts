import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const PLAIN = /^[\x20-\x7e]*$/;

/** How many columns a text of one line takes on a terminal, without the colours in it: Chinese letters and emoji two, accents none. */
export function columnsOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/**
 * A line in as many as it takes: what comes behind the first is indented. It is broken at a space where one is near the end,
 * else between any two letters, never within one.
 *
 * @param indent columns of what comes behind the first
 */
export function wrapLine(text: string, width: number, indent: number): string[] {
  if (columnsOf(text) <= width) {
    return [text];
  }
  const least = Math.max(width, indent + 10); // less could not be read
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
