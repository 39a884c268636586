import { existsSync } from "node:fs";
import path from "node:path";
import { entryPoints } from "../../../packaging/entry-points";
import { errorCodes } from "../../../packaging/error-codes";
import { anchorsOf, repository } from "./page";
import { type Docstring, publicDocstrings } from "./public-docstrings";

jest.setTimeout(120_000);

const own = publicDocstrings(
  entryPoints(repository).map(({ module }) => path.join(repository, `${module}.ts`)),
  repository,
);
const codes = errorCodes(repository);

const withoutPage = (docstrings: readonly Docstring[]) =>
  docstrings.filter(({ isMember, tags }) => !isMember && !tags.some(({ name }) => name === "see"));

const withoutText = (docstrings: readonly Docstring[]) =>
  docstrings.filter(({ isMember, name, text }) => isMember && !name.endsWith(".__constructor") && text === "");

/** Properties that a program can leave out, without what happens then. What a report or an answer lacks has no default. */
const withoutDefault = (docstrings: readonly Docstring[]) =>
  docstrings.filter(
    ({ isOptional, name, tags }) =>
      isOptional && /: \w*(Fields|Options|Props|Settings)\./.test(name) && !tags.some((tag) => tag.name === "default"),
  );

/** Pages of our own that do not exist, or do not have the heading. */
const missingPages = (docstrings: readonly Docstring[]) =>
  docstrings.flatMap(({ name, tags }) =>
    tags.flatMap(({ name: tag, text }) => {
      const [page = "", heading] = text.split("#");
      const isFound =
        existsSync(path.join(repository, page)) && (heading === undefined || anchorsOf(page).includes(heading));
      return tag === "see" && page.startsWith("docs/") && !isFound ? [`${name}: ${text}`] : [];
    }),
  );

/** `@throws` of an error whose code is not named, or does not exist. */
const wrongThrows = (docstrings: readonly Docstring[]) =>
  docstrings.flatMap(({ name, tags }) =>
    tags.flatMap(({ name: tag, text }) => {
      const named = [...text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = ""]) => code);
      const isCoded = /^(CodedError|SpecError)\b/.test(text) && (named.length > 0 || text.includes("{@link "));
      const isWrong = /^Error\b|^$/.test(text) || (/^(Coded|Spec)Error\b/.test(text) && !isCoded);
      return tag === "throws" && (isWrong || named.some((code) => !codes.has(code))) ? [`${name}: ${text}`] : [];
    }),
  );

const names = (docstrings: readonly Docstring[]) => docstrings.map(({ name }) => name);

test("every exported symbol names the page that documents it", () => {
  expect(own.filter(({ isMember }) => !isMember).length).toBeGreaterThan(100);
  expect(names(withoutPage(own))).toEqual([]);
});

test("a page of our own that a docstring names exists", () => {
  expect(missingPages(own)).toEqual([]);
});

test("every public member has a docstring", () => {
  expect(own.filter(({ isMember }) => isMember).length).toBeGreaterThan(400);
  expect(names(withoutText(own))).toEqual([]);
});

test("every optional property of props, options, and settings has its default", () => {
  expect(names(withoutDefault(own))).toEqual([]);
});

test("every `@throws` of an error with a code names codes that exist", () => {
  expect(wrongThrows(own)).toEqual([]);
});

test("what a docstring lacks is found", () => {
  const planted = publicDocstrings([path.join(__dirname, "fixtures-see.ts")], __dirname);
  expect(names(withoutPage(planted))).toEqual(["fixtures-see.ts: withoutPage"]);
  expect(missingPages(planted)).toEqual(["fixtures-see.ts: withoutHeading: docs/DESIGN.md#no-such-heading"]);
  expect(names(withoutText(planted))).toEqual(["fixtures-see.ts: PlantedProps.undocumented"]);
  expect(names(withoutDefault(planted))).toEqual(["fixtures-see.ts: PlantedProps.optional"]);
  expect(wrongThrows(planted)).toEqual([
    "fixtures-see.ts: throwsUnknown: CodedError if planted (`no-such-code`)",
    "fixtures-see.ts: throwsWithoutCode: CodedError if planted",
  ]);
});
