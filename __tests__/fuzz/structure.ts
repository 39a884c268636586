import MarkdownIt from "markdown-it";

/** Every tag of a page in its source form, with its attributes. */
export function htmlTags(page: string): readonly string[] {
  return page.match(/<[^>]*>?/g) ?? [];
}

const reader = new MarkdownIt({ html: true, linkify: false });

/**
 * What a reader of Markdown makes of a text: its blocks, and of its lines what is emphasized, linked, code or a tag; of the
 * words themselves nothing.
 */
export function markdownStructure(text: string): readonly string[] {
  return reader.parse(text, {}).flatMap(({ type, tag, content, markup, children }) => {
    const own = type === "html_block" ? htmlTags(content).join("") : type === "fence" ? "" : markup;
    const inner = (children ?? [])
      .filter((token) => token.type !== "text" && token.type !== "text_special")
      .map((token) => `  ${token.type} ${token.type === "html_inline" ? token.content : token.tag}`);
    return [`${type} ${tag} ${own}`, ...inner];
  });
}
