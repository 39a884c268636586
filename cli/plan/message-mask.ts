import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { isPlainObject } from "../../constructs/spec/json";
import { masked, maskMessage, secretsIn } from "../secrets/mask-text";
import { isSecretAt } from "../secrets/secret-values";
import type { Attributes } from "../stack/resource";
import type { Stack } from "../stack/stack";
import { leaves } from "./read-changes";

/** Secrets that are masked anywhere in a text. A shorter one, or a plain word, also appears in unrelated sentences. */
const DISTINCTIVE = /^(?![a-z]+$)\S{6,}$/;

/**
 * Returns a function that masks the secrets of a stack in messages of others: Nomad repeats what it received, and tasks
 * print what they were given. Secrets of the program are masked anywhere, all others by their form.
 */
export function messageMask(stack: Stack): (text: string) => string {
  let known: readonly string[] | undefined;
  return (text) => {
    known ??= knownSecrets(stack);
    return maskMessage(known.reduce((safe, secret) => safe.replaceAll(secret, masked), text));
  };
}

/** Returns the secrets of the program, the longest first, so that no part of one remains. */
function knownSecrets(stack: Stack): string[] {
  const found = stack.resources().flatMap(({ type, values }) => secretsOf(type, values, stack.folder));
  // Terraform and Go print some of them with escapes.
  const written = found.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(written)].filter((secret) => DISTINCTIVE.test(secret)).sort((a, b) => b.length - a.length);
}

function secretsOf(type: string, values: Attributes, folder: string): string[] {
  return [...leaves(type, values, undefined)].flatMap(([at, value]) => {
    const texts = [value].flat(9).filter((text) => typeof text === "string");
    return isSecretAt(type, at, value) ? texts.flatMap((text) => resolved(text, folder)) : texts.flatMap(secretsIn);
  });
}

/** The references of a `Secret` to a Terraform variable and to a file, alone or within the JSON of a write-only argument. */
const REFERENCE = /\bvar\.(\w+)|\bfile\(pathexpand\("([^"]+)"\)\)/g;

/** Returns the values that `Secret`s in a text refer to, and those written in it. Other expressions are computed by Terraform only. */
function resolved(text: string, folder: string): string[] {
  const references = text.includes("${") ? [...text.matchAll(REFERENCE)] : [];
  const values = references.flatMap(([, variable, file]) =>
    file === undefined ? (process.env[`TF_VAR_${variable}`] ?? []) : contentOf(path.resolve(folder, inHome(file))),
  );
  return [...values, ...(references.length === 0 ? [text] : []), ...valuesOfObject(text)];
}

function inHome(file: string): string {
  return file.replace(/^~(?=\/)/, homedir());
}

function contentOf(file: string): string | [] {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return []; // Terraform reports that it cannot read the file
  }
}

/** Returns the texts of a JSON object, such as the items of a variable that are write-only. */
function valuesOfObject(text: string): string[] {
  try {
    const object: unknown = JSON.parse(text);
    return isPlainObject(object) ? Object.values(object).filter((value) => typeof value === "string") : [];
  } catch {
    return []; // most values are not JSON
  }
}
