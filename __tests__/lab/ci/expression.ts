/** What an expression may ask for. */
export interface Context {
  /** Values by path, for example `github.event.pull_request.number`. */
  readonly values: object;
  /** Results by the name of the function: `cancelled` is the result of `cancelled()`. */
  readonly functions: Readonly<Record<string, boolean>>;
}

/**
 * The value of an expression of GitHub Actions, of the part of its language that our workflows use: paths, strings,
 * comparisons, `&&`, `||`, `!`, an index in brackets, functions without arguments, `format` and `fromJSON`.
 *
 * @throws Error when the expression has anything else in it
 */
export function evaluate(expression: string, { values, functions }: Context): unknown {
  const get = (path: string): unknown =>
    // biome-ignore lint/suspicious/noExplicitAny: a path may lead anywhere
    path.split(".").reduce((value: any, key) => value?.[key], values) ?? "";
  const call = (name: string): boolean => {
    const value = functions[name];
    if (value === undefined) {
      throw new Error(`the runner of the tests knows no function ${name}()`);
    }
    return value;
  };
  const script = expression.replace(
    /'([^']*)'|([A-Za-z_][\w-]*(?:\.[\w-]+)*)(\(\)?)?/g,
    (_all, text: string | undefined, name: string, brackets: string | undefined) => {
      if (text !== undefined) {
        return JSON.stringify(text);
      }
      const quoted = JSON.stringify(name);
      return brackets === "()" ? `call(${quoted})` : brackets === "(" ? `withArguments[${quoted}](` : `get(${quoted})`;
    },
  );
  return new Function("get", "call", "withArguments", `return (${script});`)(get, call, withArguments) ?? "";
}

const withArguments = {
  format: (text: string, ...values: readonly unknown[]) =>
    text.replace(/\{(\d+)\}/g, (_all, index: string) => String(values[Number(index)])),
  fromJSON: (text: string) => JSON.parse(text),
};

/** A text with the values of the `${{ }}` in it. */
export function fill(text: unknown, context: Context): string {
  return String(text).replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression: string) =>
    String(evaluate(expression, context)),
  );
}
