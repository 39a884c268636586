/** A letter beyond U+FFFF and the mark after it. */
const WITH_MARK = /([\u{10000}-\u{10ffff}])(\p{M})/gu;

/**
 * Returns a text as Terraform stores it: in Unicode's form NFC, as the library of Go computes it. That library compares only the
 * last 16 bits of two characters, so it takes U+10045 with U+0301 for `E` with U+0301, and writes `É`.
 *
 * @see https://pkg.go.dev/golang.org/x/text/unicode/norm
 */
export function asTerraformNormalizes(text: string): string {
  return text.normalize("NFC").replace(WITH_MARK, (both, letter: string, mark: string) => {
    const low = (character: string) => String.fromCharCode((character.codePointAt(0) ?? 0) & 0xffff);
    const composed = (low(letter) + low(mark)).normalize("NFC");
    return composed.length === 1 ? composed : both;
  });
}
