export { hclString as quote } from "./generated-text";

/**
 * Returns a block of HCL with an indented body.
 *
 * @param header the text before the brace, such as `namespace "dns"`
 * @param body the lines and blocks of the body
 */
export function block(header: string, body: readonly string[]): string {
  const indented = body.join("\n").replace(/^/gm, "  ");
  return `${header} {\n${indented}\n}`;
}
