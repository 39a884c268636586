import { type Block, blocksOf, guides } from "./page";

const blocks = guides.flatMap(blocksOf);
const of = (...languages: readonly string[]) => blocks.filter(({ language }) => languages.includes(language));

/** The blocks of the guides, by what is done with them. */
export const snippets = {
  typescript: of("ts", "typescript"),
  shell: of("sh"),
  hcl: of("hcl"),
  json: of("json"),
  yaml: of("yaml"),
  diagrams: of("mermaid"),
  /** What a command prints, or a file in a language of its own: shown, not to be typed. */
  shown: of("text"),
} satisfies Record<string, readonly Block[]>;

/** Blocks that nothing above knows what to do with. */
export const unhandled: readonly Block[] = blocks.filter((block) => !Object.values(snippets).flat().includes(block));
