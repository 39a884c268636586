import path from "node:path";
import {
  createCompilerHost,
  createProgram,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  parseJsonConfigFileContent,
  readConfigFile,
  type SourceFile,
  sys,
} from "typescript";
import { entryPoints } from "../../../packaging/entry-points";
import { type Block, repository } from "./page";
import { preludes } from "./preludes";

const imports = /^import\s[^;]*;\n?/gm;

/**
 * Returns the module of a snippet: the snippet itself if it exports something, otherwise a function with the snippet as its
 * body, in which `this` is a stack.
 */
function moduleOf({ page, text }: Block): string {
  const given = preludes[page] ?? "";
  // A snippet with imports of its own gets only the declarations of the prelude.
  const prelude = text.startsWith("import ")
    ? given.replace(imports, "").replace(/^\s*import\s[^;]*;\n?/gm, "")
    : given;
  if (/^export /m.test(text)) {
    return text;
  }
  const body = text.replace(imports, (found) => found.replace(/[^\n]/g, " "));
  const own = (text.match(imports) ?? []).join("").replaceAll("\n", " ");
  return `${prelude.replaceAll("\n", " ")} ${own} export function snippet(this: import("cdknomad").ClusterStack) {\n${body}\n}\n`;
}

/**
 * Compiles snippets in one program, with the compiler settings of this repository and the package's import paths.
 *
 * @returns one text per compiler error, with page and line
 */
export function compileSnippets(snippets: readonly Block[]): string[] {
  const { config } = readConfigFile(path.join(repository, "tsconfig.json"), sys.readFile);
  const { options } = parseJsonConfigFileContent({ ...config, include: [], files: [] }, sys, repository);
  const paths = Object.fromEntries([
    ...entryPoints(repository).map(({ specifier, module }) => [specifier, [path.join(repository, `${module}.ts`)]]),
    ...["nomad", "consul"].map((name) => [
      `cdknomad/${name}/*`,
      [path.join(repository, ".gen", "terraform", name, "*", "index.ts")],
    ]),
  ]);
  const settings = { ...options, paths, noUnusedLocals: false, noUnusedParameters: false, types: ["node", "jest"] };
  const texts = new Map(
    snippets.map((snippet, index) => [
      // A test of a project is in `__tests__/lab` and imports the stacks from `../../stacks`.
      path.join(repository, "__tests__", "lab", `snippet-${index}.ts`),
      moduleOf(snippet),
    ]),
  );
  const host = createCompilerHost(settings);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest): SourceFile | undefined => getSourceFile(file, ...rest);
  const program = createProgram([...texts.keys()], settings, host);
  const files = [...texts.keys()];
  return files.flatMap((file, index) => {
    const source = program.getSourceFile(file);
    return getPreEmitDiagnostics(program, source).map(({ messageText, start = 0 }) => {
      const { page = "", place = "" } = snippets[index] ?? {};
      const inModule = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      const whole = /^export /m.test(snippets[index]?.text ?? "") ? 1 : 0;
      const line = Number(place.split(":")[1]) + inModule + whole;
      return `${page}:${line}: ${flattenDiagnosticMessageText(messageText, " ")}`;
    });
  });
}
