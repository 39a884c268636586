import pc from "picocolors";
import { type Finding, findingText } from "../../checks/finding";

const MARKS = { problem: pc.red("✖"), warning: pc.yellow("!"), unknown: pc.dim("?") } as const;

/**
 * Text of a finding for a terminal: a mark and the sentence, wrapped between words. Rules to copy keep their lines.
 *
 * @param width width of the terminal in columns @default - lines are not wrapped, for a log
 */
export function printFinding(finding: Finding, width = Number.POSITIVE_INFINITY): string {
  const [sentence = "", ...rules] = findingText(finding).split("\n");
  const lines = wrap(sentence, width - 2);
  return `${[`${MARKS[finding.level]} ${lines[0]}`, ...lines.slice(1).map((line) => `  ${line}`), ...rules].join("\n")}\n`;
}

function wrap(sentence: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
