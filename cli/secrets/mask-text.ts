import { createHash } from "node:crypto";
import rules from "../../provider/internal/secret/rules.json";
import { isSecret, looksRandom } from "./secret-names";

/** The text that replaces a secret. */
export const masked = "(masked)";

/** Secrets with a known form: the text before a secret, the secret, and the text after it. */
const forms = rules.forms.map(({ pattern, ignoreCase, random }) => ({
  pattern: new RegExp(pattern, ignoreCase ? "gi" : "g"),
  random: random === true,
}));
const pattern = (text: string): RegExp => new RegExp(text, "g");
const [assignment, flag] = [pattern(rules.texts.assignment), pattern(rules.texts.flag)];
/** `name: value` or `name=value` to the end of the line, and elements of XML. */
const lines = [rules.texts.line, rules.texts.env, rules.texts.element].map(pattern);
const operator = new RegExp(rules.harmless.operators);
const reference = rules.harmless.always.map((pattern) => new RegExp(pattern, "i"));

/** Characters of the private use area, which have no meaning. */
const PRIVATE = { first: 0xe000, count: 6_400 };

/** A word that is too short for any form and has no separator between a name and a value, such as most values of a job. */
const PLAIN = /^[\w./-]{0,14}$/;

/** The least length of an environment variable that is masked; a shorter value may be part of another word. */
const SHORTEST = 8;

/** Returns a value or a configuration file with its secrets masked, which are recognized by their form or name. */
export function maskText(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return PLAIN.test(text) ? text : hideIn(withoutOwn(text, environment), true);
}

/** Returns the same with a mark that is different for each secret, for comparisons; {@link withoutMarks} removes it. */
export function maskDistinctly(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return hideIn(withoutOwn(text, environment), true, (secret) => {
    const hash = createHash("sha256").update(secret).digest();
    return String.fromCharCode(...[0, 2].map((at) => PRIVATE.first + (hash.readUInt16BE(at) % PRIVATE.count)));
  });
}

/** Returns a text of {@link maskDistinctly} without the marks. */
export function withoutMarks(text: string): string {
  return text.replace(/\(masked\)[\ue000-\uf8ff]{2}/g, masked);
}

/** Returns the secrets that {@link maskText} masks. */
export function secretsIn(text: string): string[] {
  if (PLAIN.test(text)) {
    return [];
  }
  const found: string[] = [];
  hideIn(text, true, (secret) => {
    found.push(secret);
    return "";
  });
  return found;
}

/**
 * Masks the secrets in a message. In a sentence, a colon seldom separates a name and its value, so the value must look like
 * a secret.
 */
export function maskMessage(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return hideIn(withoutOwn(text, environment), false);
}

/** Masks the secrets of this process, such as the tokens of the cluster, anywhere in a text. */
function withoutOwn(text: string, environment: NodeJS.ProcessEnv): string {
  return ownSecrets(environment).reduce((safe, value) => safe.replaceAll(value, masked), text);
}

const own = new WeakMap<NodeJS.ProcessEnv, readonly string[]>();

/** Returns the secrets in the environment. They are kept, because reading the environment is slow. */
function ownSecrets(environment: NodeJS.ProcessEnv): readonly string[] {
  const before = own.get(environment);
  if (before) {
    return before;
  }
  const found = Object.entries(environment).flatMap(([name, value = ""]) =>
    value.length >= SHORTEST && isOwnSecret(name, value) ? [value] : [],
  );
  own.set(environment, found);
  return found;
}

/** Whether a variable is a secret. A variable for Terraform is one if it looks random. */
function isOwnSecret(name: string, value: string): boolean {
  return isSecret(name, value) || (name.startsWith("TF_VAR_") && looksRandom(value));
}

/** @param mark receives each masked secret, and returns the text after its mask */
function hideIn(text: string, configuration: boolean, mark: (secret: string) => string = () => ""): string {
  const named = (whole: string, start: string, name: string, between: string, value: string) =>
    isNamedSecret(name, value) ? `${start}${name}${between}${cover(value)}` : whole;
  const cover = (secret: string) => `${masked}${mark(unquoted(secret))}`;
  const assigned = (among: string): string =>
    among.replace(assignment, (_, name: string, between: string, value: string) => {
      const certain = between.includes("=") || /^\\*["']/.test(value) || /\d/.test(value);
      // A value may contain names itself, such as the query of a URL.
      return `${name}${between}${certain && isNamedSecret(name, value) ? cover(value) : assigned(value)}`;
    });
  let safe = text;
  for (const { pattern, random } of forms) {
    safe = safe.replace(pattern, (whole, before: string, secret: string, behind: string) =>
      reference.some((form) => form.test(secret)) || (random && !looksRandom(secret))
        ? whole
        : `${before}${cover(secret)}${behind}`,
    );
  }
  for (const form of configuration ? lines : []) {
    safe = safe.replace(form, named);
  }
  return assigned(safe).replace(flag, (whole, start: string, name: string, between: string, value: string) =>
    configuration || /\d|^["']/.test(value) ? named(whole, start, name, between, value) : whole,
  );
}

function isNamedSecret(name: string, value: string): boolean {
  const plain = unquoted(value);
  return !operator.test(plain) && isSecret(name, plain);
}

/** Returns a value without the quotes and escapes around it. */
function unquoted(value: string): string {
  return value.replace(/^\\*["']|\\*["']$/g, "");
}
