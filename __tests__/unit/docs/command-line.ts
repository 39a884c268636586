import { type Block, blocksOf, guides, proseOf } from "./page";

/** A line of a shell on a page. */
export interface CommandLine {
  /** The place, such as `README.md:31`. */
  readonly place: string;
  /** The line without its comment. */
  readonly text: string;
  /** The commands as words: those of `a && b`, of `eval "$(a)"`, and of both ends of a pipe. */
  readonly commands: readonly (readonly string[])[];
  /** The environment variables that the line sets. */
  readonly variables: readonly string[];
}

const quoted = /"(?:[^"\\]|\\.)*"|'[^']*'/g;

/** Returns a line without its comment; a `#` inside quotes starts none. */
function withoutComment(line: string): string {
  const masked = line.replace(quoted, (text) => "_".repeat(text.length));
  const comment = /(^|\s)#/.exec(masked);
  return (comment ? line.slice(0, comment.index) : line).trim();
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(/^(["'])(.*)\1$/s, "$2"),
  );
}

const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=/;

/** Parses a line of a shell. */
export function commandLine(place: string, line: string): CommandLine {
  const text = withoutComment(line);
  const inner = [...text.matchAll(/\$\(([^()]*)\)/g)].map(([, command]) => command ?? "");
  const outer = text.replace(/\$\([^()]*\)/g, "OUTPUT");
  const masked = outer.replace(quoted, (word) => word.replace(/[|&;<>]/g, "_"));
  const pieces: string[] = [...inner];
  let from = 0;
  for (const { index, 0: operator } of masked.matchAll(/&&|\|\||[|;]/g)) {
    pieces.push(outer.slice(from, index));
    from = index + operator.length;
  }
  pieces.push(outer.slice(from));
  const variables: string[] = [];
  const commands = pieces.map((piece) => {
    const words = wordsOf(piece).filter(
      (word, index, all) => !/^[<>]/.test(word) && !/^[<>]+$/.test(all[index - 1] ?? ""),
    );
    while (words[0] !== undefined && (assignment.test(words[0]) || words[0] === "export" || words[0] === "sudo")) {
      const name = assignment.exec(words.shift() ?? "")?.[1];
      if (name !== undefined) {
        variables.push(name);
      }
    }
    return words[0] === "npx" ? words.slice(1) : words;
  });
  return { place, text, variables, commands: commands.filter((words) => words.length > 0 && words[0] !== "eval") };
}

/** Returns the commands of a block, one per line; a line that ends with a backslash continues in the next. */
function linesOf({ place, text }: Block): CommandLine[] {
  const [page, first] = place.split(":") as [string, string];
  const lines: CommandLine[] = [];
  let held = "";
  for (const [index, line] of text.split("\n").entries()) {
    held += line;
    if (held.endsWith("\\")) {
      held = `${held.slice(0, -1).trim()} `;
      continue;
    }
    const read = commandLine(`${page}:${Number(first) + 1 + index}`, held);
    held = "";
    if (read.text !== "") {
      lines.push(read);
    }
  }
  return lines;
}

/** The commands in the `sh` blocks of the guides. */
export const commandLines: readonly CommandLine[] = guides
  .flatMap(blocksOf)
  .filter(({ language }) => language === "sh")
  .flatMap(linesOf);

/** Pages that people write; descriptions in the generated list of commands are the definitions themselves. */
const handWritten = guides.filter((page) => page !== "docs/reference/commands.md");

/** The commands of cdknomad within sentences and tables, such as `cdknomad plan --no-lock`. */
export const inlineCommands: readonly CommandLine[] = handWritten.flatMap((page) =>
  proseOf(page).flatMap((line, index) =>
    [...line.matchAll(/`((?:npx )?cdknomad [^`]*)`/g)].map(([, text = ""]) =>
      commandLine(`${page}:${index + 1}`, text.replaceAll("\\|", "-or-")),
    ),
  ),
);
