/**
 * Why Go cannot compile a regular expression, where that is certain. The engines differ, so this knows only the forms that Go
 * leaves out on purpose, and parentheses that do not match; everything else is left for Nomad to judge.
 *
 * @param expression as Nomad gets it
 * @see https://pkg.go.dev/regexp/syntax
 */
export function goRefusesRegexp(expression: string): string | undefined {
  if (expression.includes("\\Q")) {
    return undefined;
  }
  let depth = 0;
  let inClass = false;
  for (let index = 0; index < expression.length; index++) {
    const rest = expression.slice(index);
    if (rest.startsWith("\\")) {
      if (rest.length === 1) {
        return "a backslash at the end";
      }
      if (!inClass && /^\\[1-9]/.test(rest)) {
        return `the reference ${rest.slice(0, 2)} to a group`;
      }
      index++;
    } else if (inClass) {
      const named = /^\[:\^?[a-z]+:\]/.exec(rest);
      index += (named?.[0].length ?? 1) - 1;
      inClass = !rest.startsWith("]");
    } else if (rest.startsWith("[")) {
      inClass = true;
      // a bracket that opens the class stands for itself
      index += (/^\[\^?\]/.exec(rest)?.[0].length ?? 1) - 1;
    } else if (/^\(\?<?[=!]/.test(rest)) {
      return `the look-around "${rest.slice(0, rest.indexOf("<") === 2 ? 4 : 3)}"`;
    } else if (rest.startsWith("(")) {
      depth++;
    } else if (rest.startsWith(")") && --depth < 0) {
      return 'a ")" that closes nothing';
    }
  }
  return depth > 0 ? 'a "(" that is not closed' : undefined;
}
