/** The operation that draws text: position, alignment, width, and number of bytes. */
const TEXT = /\bT (-?[\d.]+) (-?[\d.]+) -?[01] ([\d.]+) \d+ -/g;

/**
 * Sets the width of each text in a drawing, so that a browser fits the text into the box that Graphviz drew for it. Without the width,
 * a browser that does not have the font draws longer or shorter text.
 *
 * @param svg the drawing
 * @param xdot the same layout as drawing operations, which have the widths
 * @see https://graphviz.org/docs/outputs/canon/#xdot
 */
export function fitTexts(svg: string, xdot: string): string {
  const unwrapped = xdot.replace(/\\\r?\n/g, "");
  const widths = new Map(
    [...unwrapped.matchAll(TEXT)].map(([, x, y, width]) => [place(Number(x), Number(y)), Number(width)]),
  );
  return svg.replace(/<text [^>]*\bx="([^"]+)" y="([^"]+)"/g, (start, x: string, y: string) => {
    const width = widths.get(place(Number(x), -Number(y)));
    return width === undefined ? start : `${start} textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
  });
}

/** The position of a text. The y axis of an SVG points down, that of Graphviz up. */
function place(x: number, y: number): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
