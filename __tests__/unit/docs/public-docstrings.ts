import path from "node:path";
import ts from "typescript";
import { repository } from "./page";

/** The docstring of an exported symbol of our own, or of a public member of one. */
export interface Docstring {
  /** File and name, such as `constructs/job.ts: Job.addRights`. */
  readonly name: string;
  readonly isMember: boolean;
  /** Whether it is a property that can be left out. */
  readonly isOptional: boolean;
  /** The text before the tags. */
  readonly text: string;
  /** The tags in their order, such as `see` and `throws`. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/**
 * Returns the docstrings of what modules export, without generated classes and types.
 *
 * @param modules the source files
 * @param root the folder that the files of the names are relative to
 */
export function publicDocstrings(modules: readonly string[], root: string): readonly Docstring[] {
  const settings = ts.readConfigFile(path.join(repository, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(settings, ts.sys, repository);
  const program = ts.createProgram([...modules], options);
  const checker = program.getTypeChecker();
  const symbols = modules.flatMap((file) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    return module ? checker.getExportsOfModule(module) : [];
  });
  const own = new Set(
    symbols.map((each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each)),
  );
  return [...own].flatMap((symbol) => {
    const file = path.relative(root, symbol.declarations?.[0]?.getSourceFile().fileName ?? "");
    // Generated docstrings name the page of their field where Nomad documents it.
    if (/^(\.gen|.*node_modules|\.\.)/.test(file)) {
      return [];
    }
    const name = `${file}: ${symbol.name}`;
    return [
      docstring(symbol, name, false, checker),
      ...membersOf(symbol).map((member) => docstring(member, `${name}.${member.name}`, true, checker)),
    ];
  });
}

/** The public members of a class or an interface. */
function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) {
    return [];
  }
  return [...(symbol.members?.values() ?? []), ...(symbol.exports?.values() ?? [])].filter((member) => {
    const [declaration] = member.declarations ?? [];
    const isPublic = declaration !== undefined && !(ts.getCombinedModifierFlags(declaration) & HIDDEN);
    return isPublic && !(member.flags & OTHER) && !member.getJsDocTags().some(({ name }) => name === "internal");
  });
}

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** Type parameters, and the prototype of a class. */
const OTHER = ts.SymbolFlags.TypeParameter | ts.SymbolFlags.Prototype;

function docstring(symbol: ts.Symbol, name: string, isMember: boolean, checker: ts.TypeChecker): Docstring {
  const constructors = (symbol.declarations ?? []).filter(ts.isConstructorDeclaration);
  const tags = constructors.length > 0 ? constructors.flatMap(tagsOf) : symbol.getJsDocTags(checker).map(shown);
  return {
    name,
    isMember,
    isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    tags,
  };
}

function tagsOf(declaration: ts.ConstructorDeclaration): Docstring["tags"] {
  return ts
    .getJSDocTags(declaration)
    .map(({ tagName, comment }) => ({ name: tagName.text, text: ts.getTextOfJSDocComment(comment) ?? "" }));
}

/** The compiler takes the first word for the name of a symbol, and puts a space after it. */
function shown({ name, text }: ts.JSDocTagInfo): Docstring["tags"][number] {
  return { name, text: ts.displayPartsToString(text).replace(/^docs \//, "docs/") };
}
