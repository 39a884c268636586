/**
 * Tag for a text of several lines that is indented like the code around it. The text begins after the first line break. The indentation
 * that all lines share is removed, and so are the spaces before the closing quote.
 *
 * @example
 * const corefile = dedent`
 *   example.com {
 *     forward . 192.0.2.53
 *   }
 * `; // "example.com {\n  forward . 192.0.2.53\n}\n"
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/template
 */
export function dedent(strings: TemplateStringsArray, ...values: readonly (string | number | boolean)[]): string {
  const indentation = Math.min(...strings.flatMap(indentations));
  const shift = new RegExp(`\\n {0,${Number.isFinite(indentation) ? indentation : 0}}`, "g");
  const parts = strings.map((part) => part.replace(shift, "\n"));
  const text = parts.map((part, index) => part + (index < values.length ? String(values[index]) : "")).join("");
  return text.replace(/^\n/, "");
}

/** The numbers of spaces at the beginning of the lines of a part that have a text, or a value after the part. */
function indentations(part: string, index: number, parts: readonly string[]): number[] {
  const lines = part.split("\n").slice(1);
  return lines.flatMap((line, at) => {
    const isBeforeValue = at === lines.length - 1 && index < parts.length - 1;
    return /^ *$/.test(line) && !isBeforeValue ? [] : [line.length - line.replace(/^ */, "").length];
  });
}
