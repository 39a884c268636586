import { type Block, blocksOf, guides } from "./page";

const blocks = guides.flatMap(blocksOf);
const of = (...languages: readonly string[]) => blocks.filter(({ language }) => languages.includes(language));

/** The blocks of the guides by what the tests do with them. */
export const snippets = {
  typescript: of("ts", "typescript"),
  shell: of("sh"),
  hcl: of("hcl"),
  json: of("json"),
  yaml: of("yaml"),
  diagrams: of("mermaid"),
  /** Output of a command, or a file in another language; no test runs it. */
  shown: of("text"),
} satisfies Record<string, readonly Block[]>;

/** Blocks in a language that no test handles. */
export const unhandled: readonly Block[] = blocks.filter((block) => !Object.values(snippets).flat().includes(block));
