import { visible } from "../report/visible";

/**
 * Returns a line comment. Characters that end a line in TypeScript but not in HCL, such as U+2028, are replaced by their
 * numbers, because the rest of the comment would become code of the program.
 */
export function comment(line: string): string {
  return `// ${visible(line).replaceAll("\n", " ")}`.trimEnd();
}
