import type { PartDifference } from "./compare-sides";

/** Returns the differences between two environments as text; one line if there is none. */
export function printComparison(names: readonly [string, string], parts: readonly PartDifference[]): string {
  const [first, second] = names;
  if (parts.length === 0) {
    return `${first} and ${second} are the same\n`;
  }
  const width = Math.max(first.length, second.length);
  const value = (name: string, text: string | undefined) => `      ${name.padEnd(width)}  ${shown(text)}`;
  const stacks = [...new Set(parts.map(({ stack }) => stack))];
  return stacks
    .map((stack) => {
      const lines = parts
        .filter((part) => part.stack === stack)
        .flatMap((part) =>
          part.in === "both"
            ? [
                `  ${part.address}`,
                ...part.fields.flatMap(({ path, ...field }) => [
                  `    ${path}`,
                  value(first, field.first),
                  value(second, field.second),
                ]),
              ]
            : [`  ${part.address} is in ${part.in === "first" ? first : second} only`],
        );
      return `${stack}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

function shown(text: string | undefined): string {
  return text === undefined ? "-" : text.replaceAll("\n", "\\n");
}
