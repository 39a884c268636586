// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor begins with such a character
const cursor = /\x1b\[\d*[A-GJK]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: so does what sets a colour
const colour = /\x1b\[[\d;]*m/g;
const spinner = /^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]\s/;
const tally = /^\d+ Stacks? \w+(\s+\d+ Stacks? \w+)*$/;

/**
 * Makes the output of cdktf one that can be read in a log and mixed with lines of ours: its spinner and its tally of
 * stacks, which it draws anew and anew, are left out, and so are the blank lines around them.
 *
 * @param tell gets each line that is left
 * @param colours whether they are kept; Terraform colours its lines for cdktf also where nobody sees colours, in a log
 * @returns a function that takes the output as it comes, and one that takes its end
 */
export function cdktfOutput(
  tell: (line: string) => void,
  { colours }: { readonly colours: boolean },
): { write(chunk: string): void; end(): void } {
  let rest = "";
  let blank = true;
  const line = (raw: string) => {
    const text = raw.replace(cursor, "").trimEnd();
    const plain = text.replace(colour, "").trim();
    if (spinner.test(plain) || tally.test(plain) || (plain === "" && blank)) {
      return;
    }
    blank = plain === "";
    tell(colours ? text : text.replace(colour, ""));
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
