import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { asTerraformReads } from "../../constructs/literal";
import { leaves } from "./read-changes";
import { isSecretAt } from "./secret-values";
import { masked, maskMessage, secretsIn } from "./secrets";

/** A shorter secret, or one that is a plain word, stands in too many sentences that are not about it. */
const TELLING = /^(?![a-z]+$)\S{6,}$/;

type Configuration = {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
};

/**
 * Hides the secrets of a stack in what others say: Nomad, which repeats what it was sent, and tasks, which print what they
 * were given. Those that the stack's program has are hidden wherever they stand, all others by their form.
 *
 * @param folder the stack's folder; its `cdk.tf.json` is read when the first message comes
 */
export function messageMask(folder: string): (text: string) => string {
  let known: readonly string[] | undefined;
  return (text) => {
    known ??= knownSecrets(folder);
    return maskMessage(known.reduce((safe, secret) => safe.replaceAll(secret, masked), text));
  };
}

/** The longest first, so that none is left in pieces. */
function knownSecrets(folder: string): string[] {
  const { resource = {} } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as Configuration;
  const found = Object.entries(resource).flatMap(([type, all]) =>
    Object.values(all).flatMap((values) => secretsOf(type, values, folder)),
  );
  // Terraform and Go print some of them with escapes.
  const written = found.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(written)].filter((secret) => TELLING.test(secret)).sort((a, b) => b.length - a.length);
}

function secretsOf(type: string, values: Record<string, unknown>, folder: string): string[] {
  return [...leaves(type, asTerraform(values), undefined)].flatMap(([at, value]) => {
    const texts = [value].flat(9).filter((text) => typeof text === "string");
    return isSecretAt(type, at, value) ? texts.map((text) => resolved(text, folder)) : texts.flatMap(secretsIn);
  });
}

function asTerraform(values: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(values);
  if (!/[$%]\{/.test(text)) {
    return values; // as nearly all of a large program is
  }
  return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? asTerraformReads(value) : value));
}

/** What a `Secret` refers to; other expressions are Terraform's to compute. */
function resolved(text: string, folder: string): string {
  const file = /^\$\{sensitive\(trimspace\(file\(pathexpand\("([^"]+)"\)\)\)\)\}$/.exec(text)?.[1];
  if (file === undefined) {
    return process.env[`TF_VAR_${/^\$\{var\.(\w+)\}$/.exec(text)?.[1]}`] ?? text;
  }
  try {
    return readFileSync(path.resolve(folder, file.replace(/^~(?=\/)/, homedir())), "utf8").trim();
  } catch {
    return text; // Terraform says that it cannot be read
  }
}
