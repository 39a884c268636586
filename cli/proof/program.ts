import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { isPlainObject } from "../../constructs/spec/json";
import type { StackConfiguration } from "../../tools/stack-configuration";
import { computesNames } from "../plan/managed-twice";
import { hashOf } from "../secrets/hash";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { NotProvable } from "./not-provable";

/** The blocks of a configuration whose effect depends on nothing but the program, the state, and the objects of the resources. */
const BLOCKS = new Set(["//", "terraform", "provider", "resource", "variable", "locals", "output", "moved"]);

/** The settings of a provider that the command itself uses too, so that both see the same server with the same rights. */
const SETTINGS = new Set([
  "address",
  "region",
  "token_file",
  "token_command",
  "ca_file",
  "cert_file",
  "key_file",
  "guard",
]);

/** A `Secret` from a file, which is the only expression that may read one. */
const SECRET_FILE = /file\(pathexpand\("([^"$%]+)"\)\)/g;

/** Functions and values of Terraform whose result differs without a change of the program. */
const VARYING =
  /\b(?:file\w*|templatefile|timestamp|plantimestamp|uuid\w*|bcrypt|rsadecrypt|abspath|provider::\S*)\s*\(|\b(?:terraform|tofu)\.(?:workspace|applying)|\bpath\.cwd\b/;

/** What Terraform reads of a program. */
export interface ProgramFacts {
  /** What the plan of each resource depends on. */
  readonly shared: readonly string[];
  /** The configuration with Terraform's escapes. */
  readonly configuration: StackConfiguration;
}

/**
 * Returns what Terraform reads from the folder of a stack, and from the files that its configuration names.
 *
 * @throws NotProvable if the configuration does something whose result a proof does not know
 */
export function programFacts(stack: Stack): ProgramFacts {
  const text = readFileSync(stack.file, "utf8");
  const configuration = JSON.parse(text) as StackConfiguration;
  requireKnownBlocks(stack);
  // The comment of cdktf lists resources and outputs, too; a report has only the names of the cluster from it.
  const { resource, output, provider = {}, "//": comment, ...others } = configuration;
  const providers = Object.entries(provider).map(([name, blocks]) => [name, blocks.map(withoutContents)]);
  const shared = [
    JSON.stringify([stack.name, stack.dependencies]),
    JSON.stringify([others, providers, comment?.metadata?.cluster]),
    ...secretFiles(text, configuration).map((file) => fileFact(stack.folder, file)),
    ...otherFiles(stack.folder),
  ];
  return { shared, configuration };
}

/**
 * Returns a block of a provider without the names of the resources, which its guard counts. They change nothing for resources that a
 * plan neither creates nor destroys.
 */
function withoutContents({ guard, ...block }: Attributes): Attributes {
  if (!isPlainObject(guard)) {
    return { ...block, guard };
  }
  const { resources, jobs, others, ...settings } = guard;
  return { ...block, guard: settings };
}

function requireKnownBlocks(stack: Stack): void {
  const block = stack.blocks.find((name) => !BLOCKS.has(name));
  if (block !== undefined) {
    throw new NotProvable(`its configuration has a block "${block}"`);
  }
  if (computesNames(stack)) {
    throw new NotProvable("Terraform computes the name of an object");
  }
  for (const [name, { source }] of Object.entries(stack.requiredProviders)) {
    if (!source.startsWith("terraform.local/cdknomad/")) {
      throw new NotProvable(`the provider ${name} is ${source}, and not one of cdknomad`);
    }
  }
  for (const [name, blocks] of Object.entries(stack.providers)) {
    const setting = Object.entries(blocks[0] ?? {}).find(([key, value]) => !SETTINGS.has(key) && isSet(value));
    if (blocks.length > 1 || setting) {
      throw new NotProvable(`the provider ${name} has ${setting ? `the setting ${setting[0]}` : "several blocks"}`);
    }
  }
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** Returns the files with secrets that the configuration reads. */
function secretFiles(text: string, configuration: StackConfiguration): readonly string[] {
  // Most configurations have no expression at all, and reading every text of a large one takes time.
  if (!/(?<![$%])(?:\$\$|%%)*[$%]\{/.test(text)) {
    return [];
  }
  const files = new Set<string>();
  for (const expression of expressionsIn(configuration)) {
    const rest = expression.replace(SECRET_FILE, (_, file: string) => {
      files.add(file);
      return "";
    });
    const [varying] = VARYING.exec(rest) ?? [];
    if (varying !== undefined) {
      throw new NotProvable(`its configuration uses ${varying.replace(/\s*\($/, "()")}`);
    }
  }
  return [...files].sort();
}

/** Returns each text with an expression, from the beginning of the first one. */
export function expressionsIn(value: unknown): string[] {
  if (typeof value === "string") {
    const open = value.replace(/\$\$\{|%%\{/g, "").search(/[$%]\{/);
    return open < 0 ? [] : [value.replace(/\$\$\{|%%\{/g, "").slice(open)];
  }
  return Array.isArray(value)
    ? value.flatMap(expressionsIn)
    : isPlainObject(value)
      ? Object.values(value).flatMap(expressionsIn)
      : [];
}

function fileFact(folder: string, file: string): string {
  const full = path.resolve(folder, file.replace(/^~(?=\/)/, homedir()));
  return JSON.stringify([file, existsSync(full) ? hashOf(readFileSync(full)) : "missing"]);
}

/** Returns the other files of a stack's folder that Terraform reads: values of variables. */
function otherFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).sort();
  const code = names.find((name) => /\.(tf|tofu)(\.json)?$/.test(name) && name !== "cdk.tf.json");
  if (code !== undefined) {
    throw new NotProvable(`its folder has another configuration, ${code}`);
  }
  return names.filter((name) => /\.tfvars(\.json)?$/.test(name)).map((name) => fileFact(folder, name));
}
