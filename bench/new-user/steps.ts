import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Returns the README's commands for a new project, from the folder where `npm pack` wrote the package.
 *
 * @throws Error if the README has no such block
 */
export function readmeSteps(root: string): string[] {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const [, section] = readme.split("\n## A project of your own\n");
  const block = /```sh\n(mkdir [\s\S]*?)```/.exec(section?.split("\n## ")[0] ?? "")?.[1];
  if (block === undefined) {
    throw new Error(`README.md: "A project of your own" has no block of commands that begins with mkdir`);
  }
  return block.trimEnd().split("\n");
}
