// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor begins with such a character
const cursor = /\x1b\[\d*[A-GJK]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: so do codes that set a color
const color = /\x1b\[[\d;]*m/g;
const spinner = /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]\s/;
const tally = /^\d+ Stacks? \w+(\s+\d+ Stacks? \w+)*$/;

/**
 * Filters the output of cdktf for a log: removes the spinner and the count of stacks, which cdktf redraws, and the blank
 * lines around them.
 *
 * @param print receives each remaining line
 * @param colors whether colors are kept; Terraform colors its lines for cdktf even if the output is a log
 * @returns a function for each part of the output, and one for its end
 */
export function cdktfOutput(
  print: (line: string) => void,
  { colors }: { readonly colors: boolean },
): { write(chunk: string): void; end(): void } {
  let rest = "";
  let blank = true;
  const line = (raw: string) => {
    const text = raw.replace(cursor, "").trimEnd();
    const plain = text.replace(color, "").trim();
    if (spinner.test(plain) || tally.test(plain) || (plain === "" && blank)) {
      return;
    }
    blank = plain === "";
    print(colors ? text : text.replace(color, ""));
  };
  return {
    write(chunk) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(line);
    },
    end() {
      if (rest !== "") {
        line(rest);
        rest = "";
      }
    },
  };
}
