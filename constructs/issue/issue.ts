/**
 * One problem as data: what is wrong (`code`, and `problem` with its values in `parameters`), where (`path`), and the text for a user
 * (`message`).
 *
 * @typeParam Code the codes that can occur: a closed union, each with a page `docs/errors/<code>.md`
 * @typeParam Level the levels that can occur
 * @typeParam Found the problems that the code can report, each with its parameters
 * @see docs/errors/README.md
 */
export interface Issue<
  Code extends string = string,
  Level extends string = "error" | "warning",
  Found extends FoundProblem = FoundProblem,
> {
  /** Stable and kebab-case. The same mistake has the same code everywhere. */
  readonly code: Code;
  /** `"error"` stops the synthesis or the command; `"warning"` does not. */
  readonly level: Level;
  /** Path of the field, with labels instead of indexes: `groups.dns.tasks.coredns.resources.cpu`. Empty for the job or the program itself. */
  readonly path: string;
  /** The problem of the code, and the values in its message. Durations are in nanoseconds. */
  readonly parameters: Omit<Found, "path">;
  /** What was got, what is allowed, how to fix it; lower case, no full stop. */
  readonly message: string;
}

/**
 * A problem without its text: where it is, and which of the problems of a code it is.
 *
 * @see docs/errors/README.md
 */
export interface FoundProblem {
  /** Path of the field, in the form of `Issue.path`. */
  readonly path: string;
  /** The key of the message in `IssueKind.messages`. */
  readonly problem: string;
}

/** The text of each problem of a code: a function from the problem's parameters to the message. */
export type Messages = Readonly<Record<string, (parameters: never) => string>>;

/** What can be found for a set of messages: the path, the problem and exactly the parameters that its message needs. */
export type FoundOf<M extends Messages> = {
  [Problem in keyof M & string]: { readonly path: string; readonly problem: Problem } & ParametersOf<M[Problem]>;
}[keyof M & string];

type ParametersOf<Message> = Message extends (parameters: infer P) => string
  ? unknown extends P
    ? unknown
    : P
  : unknown;

/** A code with its level and its texts. */
export interface IssueKind<
  Code extends string = string,
  Level extends string = "error" | "warning",
  M extends Messages = Messages,
> {
  /** Stable and kebab-case; names the page in `docs/errors`. */
  readonly code: Code;
  readonly level: Level;
  /** The text of each problem. */
  readonly messages: M;
}

/** The issues of a kind. For a union of kinds it is a union by code, so that a comparison of `code` types the parameters. */
export type IssueOf<Kind> = Kind extends {
  readonly code: infer Code extends string;
  readonly level: infer Level extends string;
  readonly messages: infer M extends Messages;
}
  ? Issue<Code, Level, FoundOf<M>>
  : never;

/** Defines a code. The compiler infers the code, the level and the parameters of each message. */
export function issueKind<const Code extends string, const Level extends string, M extends Messages>(
  kind: IssueKind<Code, Level, M>,
): IssueKind<Code, Level, M> {
  return kind;
}

/**
 * Makes an issue from its kind and a place with a problem.
 *
 * @param kind the code, with its texts
 * @param found where, which problem, and the parameters of its message
 */
export function createIssue<Code extends string, Level extends string, M extends Messages>(
  kind: IssueKind<Code, Level, M>,
  found: FoundOf<M>,
): Issue<Code, Level, FoundOf<M>> {
  const { path, ...parameters } = found;
  const text = kind.messages[found.problem] as (parameters: object) => string;
  return { code: kind.code, level: kind.level, path, parameters, message: text(parameters) };
}
