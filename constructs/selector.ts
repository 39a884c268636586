/** A name in a selector for data of a login, such as `value.team`: its parts, and where it is. */
export interface SelectorName {
  readonly parts: readonly string[];
  readonly at: number;
}

/** What a selector consists of, or where it is not a selector. */
export type ParsedSelector =
  | {
      readonly names: readonly SelectorName[];
      /** The places of texts in double quotes, from the first to after the last character. */
      readonly texts: readonly (readonly [from: number, to: number])[];
    }
  | { readonly invalidAt: number };

/** The result of a grammar rule: the position after it, undefined if it does not match. */
type Match = number | undefined;

const OPERATORS_WITH_VALUE =
  /(?:[ \t\r\n]*(?:==|!=)[ \t\r\n]*|[ \t\r\n]+not[ \t\r\n]+contains[ \t\r\n]+|[ \t\r\n]+contains[ \t\r\n]+|[ \t\r\n]+not[ \t\r\n]+matches[ \t\r\n]+|[ \t\r\n]+matches[ \t\r\n]+)/y;
const OPERATORS_WITHOUT_VALUE = /[ \t\r\n]+is[ \t\r\n]+(?:not[ \t\r\n]+)?(?:empty|nil)/y;
const OPERATORS_IN = /[ \t\r\n]+(?:not[ \t\r\n]+)?in[ \t\r\n]+/y;
const IDENTIFIER = /[a-zA-Z][a-zA-Z0-9_/]*/y;
const POINTER = /"((?:\/[\p{L}\p{N}\-_.~:|]+)*)"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?=[ \t\r\n]|$|\))/y;
/** A text in double quotes cannot contain one: the grammar has no escape for it, but Go's `\u0022` is one. */
const QUOTED = /"(?:[^"\\\n]|\\(?:[abfnrtv\\]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))*"/y;
const RAW = /`[^`]*`/y;

/**
 * Parses a selector of a binding rule with the grammar of go-bexpr, as Nomad's servers do.
 *
 * @see https://github.com/hashicorp/go-bexpr/blob/v0.1.15/grammar/grammar.peg
 */
export function parseSelector(text: string): ParsedSelector {
  const parser = new SelectorParser(text);
  return parser.isValid() ? { names: parser.names, texts: parser.texts } : { invalidAt: parser.furthest };
}

/** A recursive descent over one text. Rules that fail take back what they collected. */
class SelectorParser {
  names: SelectorName[] = [];
  texts: [number, number][] = [];
  /** The furthest position that a rule reached. */
  furthest = 0;
  /** Names that `any` and `all` bind. */
  private bound: readonly string[] = [];

  constructor(private readonly text: string) {}

  isValid(): boolean {
    const end = this.or(this.space(0));
    return end !== undefined && this.space(end) === this.text.length;
  }

  private or(at: number): Match {
    return this.binary(at, "or", (from) => this.and(from)) ?? this.collection(at);
  }

  private and(at: number): Match {
    return this.binary(at, "and", (from) => this.not(from));
  }

  private binary(at: number, word: "or" | "and", side: (from: number) => Match): Match {
    const left = side(at);
    const operator =
      left === undefined ? undefined : this.match(new RegExp(`[ \\t\\r\\n]+${word}[ \\t\\r\\n]+`, "y"), left);
    if (operator === undefined) {
      return left;
    }
    const right = this.attempt(() => (word === "or" ? this.or(operator) : this.and(operator)));
    return right ?? left;
  }

  private not(at: number): Match {
    const after = this.match(/not[ \t\r\n]+/y, at);
    return after === undefined ? this.group(at) : this.not(after);
  }

  private group(at: number): Match {
    return (
      this.attempt(() => {
        const inner = this.match(/\([ \t\r\n]*/y, at);
        const end = inner === undefined ? undefined : this.or(inner);
        return end === undefined ? undefined : this.match(/[ \t\r\n]*\)/y, end);
      }) ?? this.comparison(at)
    );
  }

  private comparison(at: number): Match {
    return (
      this.attempt(() => {
        const operator = this.after(this.name(at), OPERATORS_WITH_VALUE);
        return operator === undefined ? undefined : this.value(operator);
      }) ??
      this.attempt(() => this.after(this.name(at), OPERATORS_WITHOUT_VALUE)) ??
      this.attempt(() => {
        const operator = this.after(this.value(at), OPERATORS_IN);
        return operator === undefined ? undefined : this.name(operator);
      })
    );
  }

  /** `any list.groups as group { ... }`. */
  private collection(at: number): Match {
    return this.attempt(() => {
      const start = this.match(/(?:any|all)[ \t\r\n]+/y, at);
      const name = start === undefined ? undefined : this.name(start);
      const binding = name === undefined ? undefined : this.match(/[ \t\r\n]+as[ \t\r\n]+/y, name);
      const words = /(?:_|[a-zA-Z][a-zA-Z0-9_/]*)(?:[ \t\r\n]*,[ \t\r\n]*(?:_|[a-zA-Z][a-zA-Z0-9_/]*))?/y;
      const open = binding === undefined ? undefined : this.match(words, binding);
      if (binding === undefined || open === undefined) {
        return undefined;
      }
      const outer = this.bound;
      this.bound = [...outer, ...this.text.slice(binding, open).split(/[ \t\r\n]*,[ \t\r\n]*/)];
      const inner = this.match(/[ \t\r\n]*\{[ \t\r\n]*/y, open);
      const end = inner === undefined ? undefined : this.or(inner);
      this.bound = outer;
      return end === undefined ? undefined : this.match(/[ \t\r\n]*\}/y, end);
    });
  }

  /** A name such as `value.team`, `value["team"]`, or `"/value/team"`. */
  private name(at: number): Match {
    const pointer = this.match(POINTER, at);
    if (pointer !== undefined) {
      this.collect(
        this.text
          .slice(at + 1, pointer - 1)
          .split("/")
          .slice(1),
        at,
      );
      return pointer;
    }
    const first = this.match(IDENTIFIER, at);
    if (first === undefined) {
      return undefined;
    }
    const parts = [this.text.slice(at, first)];
    let end: number = first;
    for (let next: Match = this.part(end, parts); next !== undefined; next = this.part(end, parts)) {
      end = next;
    }
    this.collect(parts, at);
    return end;
  }

  /** A further part of a name: `.team`, `.0`, or `["team"]`. */
  private part(at: number, parts: string[]): Match {
    const dotted = this.match(/\.(?:[a-zA-Z][a-zA-Z0-9_/]*|\d+)/y, at);
    if (dotted !== undefined) {
      parts.push(this.text.slice(at + 1, dotted));
      return dotted;
    }
    const indexed = this.index(at);
    if (indexed !== undefined) {
      parts.push(this.text.slice(at, indexed).replace(/^\[[ \t\r\n]*.|.[ \t\r\n]*\]$/g, ""));
    }
    return indexed;
  }

  private index(at: number): Match {
    const open = this.match(/\[[ \t\r\n]*/y, at);
    const end = open === undefined ? undefined : (this.match(QUOTED, open) ?? this.match(RAW, open));
    return end === undefined ? undefined : this.match(/[ \t\r\n]*\]/y, end);
  }

  private value(at: number): Match {
    // A word is a text here, so it is not collected.
    const names = this.names.length;
    const word = this.name(at);
    this.names.length = names;
    if (word !== undefined) {
      return word;
    }
    const text = this.match(QUOTED, at);
    if (text !== undefined) {
      this.texts.push([at, text]);
    }
    return text ?? this.match(NUMBER, at) ?? this.match(RAW, at);
  }

  private collect(parts: readonly string[], at: number): void {
    if (!this.bound.includes(parts[0] ?? "")) {
      this.names.push({ parts, at });
    }
  }

  private space(at: number): number {
    return this.match(/[ \t\r\n]*/y, at) ?? at;
  }

  private after(at: Match, pattern: RegExp): Match {
    return at === undefined ? undefined : this.match(pattern, at);
  }

  private match(pattern: RegExp, at: number): Match {
    pattern.lastIndex = at;
    const found = pattern.exec(this.text);
    if (found === null) {
      this.furthest = Math.max(this.furthest, at);
      return undefined;
    }
    return at + found[0].length;
  }

  /** Takes back what a rule collected if it does not match. */
  private attempt(rule: () => Match): Match {
    const [names, texts] = [this.names.length, this.texts.length];
    const end = rule();
    if (end === undefined) {
      this.names.length = names;
      this.texts.length = texts;
    }
    return end;
  }
}
