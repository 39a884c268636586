import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type CodeGroup, errorCodes } from "./error-codes";

const introduction = `# Errors

Every error and warning of \`cdknomad\` ends with a code in parentheses, for example \`(image-not-pinned)\`. The command
\`cdknomad explain CODE\` shows the page of a code, and \`cdknomad explain\` lists all codes.

\`npx tsx packaging/write-error-pages.ts\` writes this list and the messages on the pages of jobs. \`npm run check:errors\` fails if a code
has no page, or a page has no code.
`;

const jobs = `## Jobs

cdknomad checks each job when a program is synthesized, before any server sees it. It reports all problems together, each with its
place. Values that Nomad (\`\${...}\`) or Terraform (tokens) fills in later are not checked. An **error** stops the synthesis, a
**warning** does not. To ignore a problem for one job, give the reason; the page of a code says whether that is possible:

\`\`\`ts
new Job(stack, "shop", {
  // ...
  ignore: [{ code: "image-not-pinned", reason: "built on the node itself" }],
});
\`\`\`
`;

const groups: readonly (readonly [CodeGroup, "Error" | "Warning", string])[] = [
  ["jobs", "Error", `${jobs}\n### Errors`],
  ["jobs", "Warning", "### Warnings"],
  [
    "commands",
    "Error",
    "## Commands\n\nThese errors end a command of `cdknomad`, or are reported by `cdknomad doctor`.",
  ],
  ["commands", "Warning", "### Warnings of commands"],
  [
    "programs",
    "Error",
    "## Programs\n\nThe constructs and the settings of a program throw these errors at synthesis. They cannot be ignored.",
  ],
  ["programs", "Warning", "### Warnings of programs"],
  [
    "providers",
    "Error",
    "## Providers\n\nTerraform prints these errors of the two providers during a plan or an apply.",
  ],
  ["providers", "Warning", "### Warnings of providers"],
];

/** The text of `docs/errors/README.md`: all error codes with the titles of their pages. */
export function errorList(root: string): string {
  const codes = [...errorCodes(root)];
  const tables = groups.flatMap(([group, level, heading]) => {
    const rows = codes
      .filter(([, of]) => of === group)
      .flatMap(([code]) => {
        const [, of, title] = /^(Error|Warning): (.*)\.$/m.exec(pageText(root, code)) ?? [];
        return of === level ? [`| [\`${code}\`](${code}.md) | ${title} | ${messageOf(root, code)} |`] : [];
      });
    return rows.length === 0
      ? []
      : [`${heading}\n\n| code | meaning | a message |\n|---|---|---|\n${rows.join("\n")}\n`];
  });
  return [introduction, ...tables].join("\n");
}

/** The first message of the page of a code, as a cell of a table. */
function messageOf(root: string, code: string): string {
  const message = /```text\n(?:error: )?(.*)/.exec(pageText(root, code))?.[1] ?? "";
  const mark = message.includes("`") ? "``" : "`";
  return `${mark}${message.replaceAll("|", "\\|")}${mark}`;
}

function pageText(root: string, code: string): string {
  const file = path.join(root, "docs", "errors", `${code}.md`);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
