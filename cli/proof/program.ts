import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { isPlainObject } from "../../constructs/spec/json";
import { computesNames } from "../plan/managed-twice";
import { hashOf } from "../secrets/hash";
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

/**
 * Returns what Terraform reads from the folder of a stack, and from the files that its configuration names.
 *
 * @throws NotProvable if the configuration does something whose result a proof does not know
 */
export function programFacts(stack: Stack): readonly string[] {
  const text = readFileSync(stack.file, "utf8");
  requireKnownBlocks(stack);
  return [
    JSON.stringify([stack.name, stack.dependencies]),
    hashOf(text),
    ...secretFiles(text).map((file) => fileFact(stack.folder, file)),
    ...otherFiles(stack.folder),
  ];
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
function secretFiles(text: string): readonly string[] {
  // Most configurations have no expression at all, and reading every text of a large one takes time.
  if (!/(?<![$%])(?:\$\$|%%)*[$%]\{/.test(text)) {
    return [];
  }
  const files = new Set<string>();
  for (const expression of expressionsIn(JSON.parse(text))) {
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
function expressionsIn(value: unknown): string[] {
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
