/**
 * Parses a boolean variable as Go programs do.
 *
 * @returns undefined if the text is not a boolean
 * @see https://pkg.go.dev/strconv#ParseBool
 */
export function parseBoolean(text: string | undefined): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text ?? "")) {
    return true;
  }
  return /^(0|f|F|FALSE|false|False)$/.test(text ?? "") ? false : undefined;
}
