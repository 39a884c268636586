import { visible } from "../plan/visible";

/**
 * One line of comment. What ends a line in TypeScript and not in HCL, as U+2028, is shown by its number: behind it the rest
 * of another person's comment would be code of this program.
 */
export function comment(line: string): string {
  return `// ${visible(line).replaceAll("\n", " ")}`.trimEnd();
}
