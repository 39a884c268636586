import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const NOTE = "Written by `npm run gen:rules` from the files of the rules.";

/**
 * Returns the files that list all rules, from the names of the rules' files: each is named after its code and exports the code in
 * camel case.
 *
 * @param root the root of the repository
 * @returns the texts by path
 */
export function ruleIndex(root: string): ReadonlyMap<string, string> {
  const folder = path.join("constructs", "validate", "rules");
  const codes = readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => path.basename(file, ".ts"))
    .sort();
  const imports = codes.map((code) => `import { ${nameOf(code)} } from "./${code}";`);
  return new Map([
    [
      path.join(folder, "index.ts"),
      `import type { RuleCode } from "../codes";
import type { AnyRule } from "../rule";
${imports.join("\n")}

/** All rules, in the order of their codes. ${NOTE} */
export const RULES = [
${codes.map((code) => `  ${nameOf(code)},\n`).join("")}] as const satisfies readonly (AnyRule & { readonly code: RuleCode })[];
`,
    ],
    [
      path.join("constructs", "validate", "codes.ts"),
      `/**
 * The codes of all rules over jobs; \`docs/errors/<code>.md\` explains each and how to fix it. ${NOTE}
 * The list is written out so that the types of the package have the codes in this order.
 *
 * @see docs/errors/README.md
 */
export const RULE_CODES = [
${codes.map((code) => `  "${code}",\n`).join("")}] as const;

/**
 * The code of a rule over jobs.
 *
 * @see docs/errors/README.md
 */
export type RuleCode = (typeof RULE_CODES)[number];
`,
    ],
  ]);
}

function nameOf(code: string): string {
  return code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

if (require.main === module) {
  const root = path.join(__dirname, "..");
  for (const [file, text] of ruleIndex(root)) {
    writeFileSync(path.join(root, file), text);
  }
}
