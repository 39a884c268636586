import path from "node:path";
import ts from "typescript";

/** The text that people read in one source file, and the names that the file declares. */
export interface Prose {
  /** The file's text with everything but prose replaced by spaces, so that lines and columns stay the same. */
  readonly text: string;
  /** Declared names with their offset in the file. */
  readonly names: readonly { readonly name: string; readonly offset: number }[];
}

/**
 * Extracts the prose of a source file: its comments, and its strings that have more than one word.
 *
 * @param file the path, whose extension decides on the language
 * @param source the content of the file
 * @returns undefined for a kind of file that has no prose to check
 */
export function readProse(file: string, source: string): Prose | undefined {
  switch (path.extname(file)) {
    case ".md":
      return { text: source, names: [] };
    case ".ts":
    case ".cjs":
    case ".mjs":
    case ".js":
      return readTypeScript(source);
    case ".go":
      return readGo(source);
    case ".yaml":
    case ".yml":
      return { text: file.includes("texts/") ? withoutCode(source) : keep(source, source.matchAll(/#.*/g)), names: [] };
    case ".sh":
      return { text: keep(source, source.matchAll(/(?<=^|\s)#.*/gm)), names: [] };
    default:
      return undefined;
  }
}

/** A part of a file, in the form of a match of a regular expression. */
interface Range {
  readonly 0: string;
  readonly index: number;
}

function readTypeScript(source: string): Prose {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true);
  const ranges = new Map<number, Range>();
  const names: { name: string; offset: number }[] = [];
  const add = (index: number, end: number) => ranges.set(index, { index, 0: source.slice(index, end) });
  const visit = (node: ts.Node): void => {
    ts.forEachLeadingCommentRange(source, node.pos, add);
    ts.forEachTrailingCommentRange(source, node.end, add);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (node.text.trim().includes(" ")) {
        add(node.getStart(), node.end);
      }
    } else if (ts.isIdentifier(node) && isDeclared(node)) {
      names.push({ name: node.text, offset: node.getStart() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { text: keep(source, ranges.values()), names };
}

function isDeclared(node: ts.Identifier): boolean {
  return (node.parent as { name?: ts.Node }).name === node && !ts.isPropertyAccessExpression(node.parent);
}

const goText = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/g;
const goDeclaration = /\b(?:func(?:\s*\([^)]*\))?|type|var|const)\s+(\w+)|\b(\w+)(?=(?:, \w+)* :=)/g;

function readGo(source: string): Prose {
  const texts = [...source.matchAll(goText)];
  const prose = texts.filter(([text]) => text.startsWith("/") || text.includes(" "));
  const code = keep(source, texts, true);
  const names = [...code.matchAll(goDeclaration)].map((match) => {
    const name = match[1] ?? match[2] ?? "";
    return { name, offset: match.index + match[0].lastIndexOf(name) };
  });
  return { text: keep(source, prose), names };
}

/** Keeps the matches of a text, or all but the matches, and replaces the rest by spaces. */
function keep(source: string, matches: Iterable<Range>, inverted = false): string {
  const blank = source.replace(/[^\n]/g, " ");
  let kept = "";
  let last = 0;
  const [inside, outside] = inverted ? [blank, source] : [source, blank];
  for (const { 0: text, index } of [...matches].sort((one, other) => one.index - other.index)) {
    if (index >= last) {
      kept += outside.slice(last, index) + inside.slice(index, index + text.length);
      last = index + text.length;
    }
  }
  return withoutCode(kept + outside.slice(last));
}

/** Stands for each character of code within a sentence, so that the glossary can name what comes before code. */
const codeMark = "¤";

/** Replaces code between backquotes by a mark, and removes links and the marks of comments and quotes around the words. */
function withoutCode(text: string): string {
  return text
    .replace(/`[^`\n]*`/g, (code) => codeMark.repeat(code.length))
    .replace(/\{@link [^}]*\}|https?:\/\/\S+/g, (link) => " ".repeat(link.length))
    .replace(/^[^\S\n]*\/?\*+\/?|\/\/|["'`]/gm, (mark) => " ".repeat(mark.length));
}
