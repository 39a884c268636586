import path from "node:path";
import {
  createProgram,
  displayPartsToString,
  getJSDocTags,
  getTextOfJSDocComment,
  type InterfaceDeclaration,
  isInterfaceDeclaration,
  isPropertySignature,
  type PropertySignature,
  parseJsonConfigFileContent,
  readConfigFile,
  sys,
  type TypeChecker,
} from "typescript";

/** The interfaces of the page, in its order. */
const interfaces = [
  "ClusterSettings",
  "NomadSettings",
  "ConsulSettings",
  "TlsSettings",
  "ConsulState",
  "FileState",
  "S3State",
  "S3StateSettings",
  "HttpState",
  "HttpStateSettings",
  "GuardSettings",
] as const;

/** The page `docs/reference/settings.md`: the fields of a cluster's settings, with their docstrings. */
export function settingsPage(root: string): string {
  const { config } = readConfigFile(path.join(root, "tsconfig.json"), sys.readFile);
  const { options } = parseJsonConfigFileContent({ ...config, include: [], files: [] }, sys, root);
  const entry = path.join(root, "constructs", "index.ts");
  const program = createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = new Map(module ? checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]) : []);
  return [
    "# Settings of a cluster",
    "",
    "`npm run docs:reference` writes this page from the docstrings of the types. How to use them: [environments and TLS](../how-to/environments.md),",
    "[state and locks](../how-to/state.md), [guards](../how-to/guards.md).",
    "",
    ...interfaces.flatMap((name) => {
      const symbol = exported.get(name);
      const target = symbol && (symbol.flags & 2097152 ? checker.getAliasedSymbol(symbol) : symbol);
      const declaration = target?.declarations?.find(isInterfaceDeclaration);
      if (target === undefined || declaration === undefined) {
        throw new Error(`constructs/index.ts does not export an interface ${name}`);
      }
      const about = displayPartsToString(target.getDocumentationComment(checker));
      return sectionOf(name, about, declaration, checker);
    }),
  ].join("\n");
}

function sectionOf(name: string, about: string, declaration: InterfaceDeclaration, checker: TypeChecker): string[] {
  const fields = declaration.members.filter(isPropertySignature);
  return [
    `## ${name}`,
    "",
    plain(about),
    "",
    "| field | type | meaning | default |",
    "|---|---|---|---|",
    ...fields.map((field) => rowOf(field, checker)),
    "",
  ];
}

function rowOf(field: PropertySignature, checker: TypeChecker): string {
  const symbol = checker.getSymbolAtLocation(field.name);
  const about = displayPartsToString(symbol?.getDocumentationComment(checker) ?? []);
  const preset = getJSDocTags(field).find(({ tagName }) => tagName.text === "default");
  const text = (getTextOfJSDocComment(preset?.comment) ?? "").replace(/^- /, "");
  const type = (field.type?.getText() ?? "").replace(/^readonly /, "").replaceAll("|", "\\|");
  return `| \`${field.name.getText()}\` | \`${type}\` | ${cell(about)} | ${field.questionToken ? cell(text) : "required"} |`;
}

function plain(text: string): string {
  return text.replace(/\{@link ([^}]+)\}/g, "`$1`");
}

function cell(text: string): string {
  return plain(text)
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ");
}
