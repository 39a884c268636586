import path from "node:path";

/**
 * Returns the arguments of Node that write the components of the npm package as CycloneDX 1.5. The same packages give the
 * same file.
 *
 * @param file the file to write
 */
export function npmSbomCommand(file: string): string[] {
  const program = path.join(path.dirname(require.resolve("@cyclonedx/cyclonedx-npm")), "bin", "cyclonedx-npm-cli.js");
  return [program, "--omit", "dev", "--output-reproducible", "--spec-version", "1.5", "--output-file", file];
}
