/**
 * A block of HCL, its body indented.
 *
 * @param header what stands before the brace, as `namespace "dns"`
 * @param body the lines and blocks inside
 */
export function block(header: string, body: readonly string[]): string {
  const indented = body.join("\n").replace(/^/gm, "  ");
  return `${header} {\n${indented}\n}`;
}

/** A string of HCL that stands for exactly this text; the text has no line breaks. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
