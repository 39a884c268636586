import pc from "picocolors";
import type { Finding } from "../../checks/finding";

const MARKS = { problem: pc.red("✖"), warning: pc.yellow("!"), unknown: pc.dim("?") } as const;

/**
 * A finding for people: a mark and its sentence, whose lines are broken between words where a terminal would break them
 * anywhere. Rules to be pasted keep their own lines.
 *
 * @param width of the terminal @default - lines are not broken, as in a log
 */
export function printFinding({ level, message }: Finding, width = Number.POSITIVE_INFINITY): string {
  const [sentence = "", ...rules] = message.split("\n");
  const lines = wrap(sentence, width - 2);
  return `${[`${MARKS[level]} ${lines[0]}`, ...lines.slice(1).map((line) => `  ${line}`), ...rules].join("\n")}\n`;
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
