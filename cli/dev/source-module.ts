/** Whether this file is TypeScript, as in a clone of the repository. In the package it is JavaScript. */
const isSource = __filename.endsWith(".ts");

/**
 * Returns code that loads a module of this program in another process or thread. In a clone, tsx compiles the module, and no other
 * one: a program that is not run with tsx must not be able to import TypeScript because `cdknomad dev` runs it.
 *
 * @param file the path of the module without its ending
 */
export function sourceModule(file: string): string {
  if (!isSource) {
    return `require(${JSON.stringify(`${file}.js`)})`;
  }
  const tsx = JSON.stringify(require.resolve("tsx/cjs/api"));
  const source = JSON.stringify(`${file}.ts`);
  return `require(${tsx}).require(${source}, ${source})`;
}
