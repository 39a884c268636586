import { Command } from "commander";
import pc from "picocolors";
import { nearest } from "../../constructs/issue";
import { CodedError } from "../../errors";
import { errorPageText, listErrorCodes } from "../error-pages";

/** `cdknomad explain`: the page of an error code in the terminal. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("show what an error code means and how to fix it")
    .argument("[code]", "the code in parentheses at the end of an error or warning; all codes are listed without it")
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad explain image-not-pinned
  $ cdknomad explain`,
    )
    .action((typed?: string) => {
      console.log(typed === undefined ? listOfCodes() : pageOf(typed));
    });
}

function listOfCodes(): string {
  const codes = listErrorCodes();
  const width = Math.max(...codes.map(({ code }) => code.length));
  return codes
    .map(({ code, title, level }) => {
      const name = code.padEnd(width);
      return `${level === "error" ? pc.red(name) : pc.yellow(name)}  ${title}`;
    })
    .join("\n");
}

function pageOf(typed: string): string {
  // A code is often copied together with its parentheses.
  const code = typed.replace(/^\(|\)$/g, "");
  const page = errorPageText(code);
  if (page === undefined) {
    const similar = nearest(
      code,
      listErrorCodes().map((known) => known.code),
    );
    const hint = similar === undefined ? "list all codes with: cdknomad explain" : `did you mean "${similar}"?`;
    throw new CodedError("code-unknown", `there is no error code "${code}"; ${hint}`);
  }
  return page;
}
