import { parse } from "@cdktf/hcl2json";
import { parse as parseYaml } from "yaml";
import { compileSnippets } from "./compile";
import { guides, proseOf } from "./page";
import { snippets, unhandled } from "./snippets";

jest.setTimeout(300_000);

it("knows what to do with every block of the guides", () => {
  expect(unhandled.map(({ place, language }) => `${place}: "${language}"`)).toEqual([]);
});

it("finds no code block without a fence, which no test would check", () => {
  const indented = guides.flatMap((page) =>
    proseOf(page).flatMap((line, index, lines) =>
      /^ {4,}\S/.test(line) && lines[index - 1] === "" && !/^\s*([-*]|\d+\.) /.test(line)
        ? [`${page}:${index + 1}`]
        : [],
    ),
  );
  expect(indented).toEqual([]);
});

it("compiles all TypeScript, with the imports that a reader writes, and reports the page and line of an error", () => {
  expect(snippets.typescript.length).toBeGreaterThan(10);
  const [place, page] = ["docs/how-to/access.md:7", "docs/how-to/access.md"];
  const wrong = 'const users = new AclRole(this, "users", {\n  nmae: "users",\n});';
  expect(compileSnippets([...snippets.typescript, { place, page, language: "ts", text: wrong }])).toEqual([
    expect.stringMatching(/^docs\/how-to\/access\.md:9: .*'nmae' does not exist in type 'AclRoleProps'/),
  ]);
});

it("parses all HCL", async () => {
  for (const { place, text } of snippets.hcl) {
    await expect(parse(place, text).then(() => place)).resolves.toBe(place);
  }
});

it("parses all JSON and YAML", () => {
  for (const { text } of snippets.json) {
    expect(() => JSON.parse(text)).not.toThrow();
  }
  for (const { text } of snippets.yaml) {
    expect(() => parseYaml(text)).not.toThrow();
  }
});

it("closes every subgraph of every diagram, and draws no arrow to a missing node", () => {
  for (const { text } of snippets.diagrams) {
    expect(text.match(/^ *subgraph /gm)?.length ?? 0).toBe(text.match(/^ *end$/gm)?.length ?? 0);
    const boxes = [...text.matchAll(/(\w+)(?=[[({]+")|(\w+)\[/g)].map(([, quoted, plain]) => quoted ?? plain);
    const ends = [...text.matchAll(/^ *(\w+) .*?(?:-->|\.->) (\w+)/gm)].flatMap(([, from, to]) => [from, to]);
    expect(ends.filter((end) => !boxes.includes(end))).toEqual([]);
  }
});
