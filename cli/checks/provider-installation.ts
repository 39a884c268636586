import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { findTerraform } from "../../tools/terraform";
import type { Stack } from "../stack/stack";
import { type Finding, problem } from "./finding";
import { ourProviders } from "./versions";

/** The addresses of all providers of cdknomad, as Terraform's command-line configuration writes them. */
const OURS = "terraform.local/*/*";

/** What the block needs so that Terraform finds the providers of cdknomad in the folder of each stack. */
const MIRROR = `  filesystem_mirror {
    path    = "terraform.d/plugins"
    include = ["${OURS}"]
  }`;

/**
 * Checks that Terraform's command-line configuration does not hide the providers of cdknomad: a `provider_installation` block replaces
 * the folders in which Terraform searches otherwise.
 *
 * @param environment the variables that Terraform reads
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function providerInstallation(
  stacks: readonly Stack[],
  environment: NodeJS.ProcessEnv = process.env,
): readonly Finding[] {
  const file = configurationFile(environment);
  if (file === undefined || !stacks.some((stack) => ourProviders(stack).length > 0)) {
    return [];
  }
  const methods = methodsOf(withoutComments(readFileSync(file, "utf8")));
  const others = (methods ?? []).filter(({ name, body }) => name !== "dev_overrides" && !isOurs(body));
  if (
    methods === undefined ||
    (methods.some(({ body }) => isOurs(body)) && others.every(({ body }) => excludes(body)))
  ) {
    return [];
  }
  const open = others.filter(({ body }) => !excludes(body)).map(({ name }) => name);
  return [
    problem(
      "provider-installation",
      [
        `${file}: its provider_installation block hides the providers of cdknomad from Terraform; ${
          open.length > 0 ? `add exclude = ["${OURS}"] to ${open.join(" and ")}, and ` : ""
        }put this into the block:`,
        MIRROR,
      ].join("\n"),
    ),
  ];
}

/** Returns the file that Terraform or OpenTofu reads; nothing if there is none. */
function configurationFile({ TF_CLI_CONFIG_FILE, HOME }: NodeJS.ProcessEnv): string | undefined {
  const home = HOME || homedir();
  const isTofu = path.basename(findTerraform(process.env) ?? "").startsWith("tofu");
  const files = TF_CLI_CONFIG_FILE
    ? [TF_CLI_CONFIG_FILE]
    : [...(isTofu ? [path.join(home, ".tofurc")] : []), path.join(home, ".terraformrc")];
  return files.find((file) => existsSync(file) && file !== "/dev/null");
}

/** Removes comments, but not what looks like one inside a text, such as the `//` of a URL. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|#.*|\/\/.*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : " ",
  );
}

interface Method {
  /** Such as `direct` or `network_mirror`. */
  readonly name: string;
  readonly body: string;
}

/** Returns the methods of the `provider_installation` block; nothing if there is no such block. */
function methodsOf(text: string): readonly Method[] | undefined {
  const start = /\bprovider_installation\s*\{/.exec(text);
  if (!start) {
    return undefined;
  }
  const body = bodyAt(text, start.index + start[0].length);
  return [...body.matchAll(/\b(\w+)\s*\{/g)].map((found) => ({
    name: found[1] ?? "",
    body: bodyAt(body, found.index + found[0].length),
  }));
}

/** Returns the text up to the brace that closes the block. */
function bodyAt(text: string, from: number): string {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at++) {
    depth += text[at] === "{" ? 1 : text[at] === "}" ? -1 : 0;
  }
  return text.slice(from, depth === 0 ? at - 1 : at);
}

/** Whether a method is one for the providers of cdknomad. */
function isOurs(body: string): boolean {
  return /\binclude\s*=\s*\[[^\]]*"terraform\.local\//.test(body);
}

/** Whether a method leaves the providers of cdknomad to others. */
function excludes(body: string): boolean {
  return /\bexclude\s*=\s*\[[^\]]*"terraform\.local\//.test(body) || /\binclude\s*=/.test(body);
}
