import { existsSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { entryPoints } from "../../../packaging/entry-points";
import { repository } from "./page";

jest.setTimeout(120_000);

/** The pages that the docstring of an exported symbol of our own names, by file and name of the symbol. */
function pagesOf(sources: readonly string[], root: string): Map<string, string[]> {
  const settings = ts.readConfigFile(path.join(repository, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(settings, ts.sys, repository);
  const program = ts.createProgram([...sources], options);
  const checker = program.getTypeChecker();
  const pages = new Map<string, string[]>();
  for (const file of sources) {
    const source = program.getSourceFile(file);
    const exported = source && checker.getSymbolAtLocation(source);
    for (const each of exported ? checker.getExportsOfModule(exported) : []) {
      const symbol = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
      const declared = path.relative(root, symbol.declarations?.[0]?.getSourceFile().fileName ?? "");
      // Generated docstrings name the page of their block where Nomad documents it.
      if (!/^(\.gen|.*node_modules|\.\.)/.test(declared)) {
        const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === "see");
        pages.set(
          `${declared}: ${symbol.name}`,
          // The compiler takes the first word for the name of a symbol, and puts a space after it.
          tags.map(({ text }) => ts.displayPartsToString(text).replace(/^docs \//, "docs/")),
        );
      }
    }
  }
  return pages;
}

const own = pagesOf(
  entryPoints(repository).map(({ module }) => path.join(repository, `${module}.ts`)),
  repository,
);

test("every exported symbol names the page that documents it", () => {
  expect(own.size).toBeGreaterThan(100);
  expect([...own].filter(([, pages]) => pages.length === 0).map(([symbol]) => symbol)).toEqual([]);
});

test("a page of our own that a docstring names exists", () => {
  const local = [...own].flatMap(([symbol, pages]) => pages.map((page) => ({ symbol, page })));
  const missing = local.filter(({ page }) => page.startsWith("docs/") && !existsSync(path.join(repository, page)));
  expect(missing).toEqual([]);
});

test("a symbol without a page is found", () => {
  const planted = path.join(__dirname, "fixtures-see.ts");
  expect(pagesOf([planted], __dirname)).toEqual(
    new Map([
      ["fixtures-see.ts: withPage", ["docs/DESIGN.md"]],
      ["fixtures-see.ts: withoutPage", []],
    ]),
  );
});
