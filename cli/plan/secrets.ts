import { createHash } from "node:crypto";
import rules from "../../provider/internal/secret/rules.json";
import { isSecret, looksRandom } from "./secret-names";

/** What is shown in the place of a secret. */
export const masked = "(masked)";

/** Secrets that their own form tells: what stands before one, it, and what stands behind. */
const forms = rules.forms.map(({ pattern, ignoreCase, random }) => ({
  pattern: new RegExp(pattern, ignoreCase ? "gi" : "g"),
  random: random === true,
}));
const pattern = (text: string): RegExp => new RegExp(text, "g");
const [assignment, flag] = [pattern(rules.texts.assignment), pattern(rules.texts.flag)];
/** What is `name: value` or `name=value` to the end of its line, and what XML says. */
const lines = [rules.texts.line, rules.texts.env, rules.texts.element].map(pattern);
const operator = new RegExp(rules.harmless.operators);
const reference = rules.harmless.always.map((pattern) => new RegExp(pattern, "i"));

/** Characters that mean nothing to anybody. */
const PRIVATE = { first: 0xe000, count: 6_400 };

/** A word too short for any form, with nothing that could stand between a name and a value: most values of a job. */
const PLAIN = /^[\w./-]{0,14}$/;

/** Shorter values of a variable of this process are too likely to be a part of something else. */
const SHORTEST = 8;

/** A value or a file of configuration without the secrets that can be told from their form, or from their name in it. */
export function maskText(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return PLAIN.test(text) ? text : hideIn(withoutOwn(text, environment), true);
}

/** The same with a mark on each cover, by which two secrets differ in a comparison; {@link bareCovers} takes it away. */
export function maskApart(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return hideIn(withoutOwn(text, environment), true, (secret) => {
    const hash = createHash("sha256").update(secret).digest();
    return String.fromCharCode(...[0, 2].map((at) => PRIVATE.first + (hash.readUInt16BE(at) % PRIVATE.count)));
  });
}

/** A text that was masked by {@link maskApart}, as people see it. */
export function bareCovers(text: string): string {
  return text.replace(/\(masked\)[\ue000-\uf8ff]{2}/g, masked);
}

/** The secrets that {@link maskText} finds in a text. */
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
 * The same for what a program says to people, where a colon stands behind a word more often than between a name and its
 * value: there a value has to look like one.
 */
export function maskMessage(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return hideIn(withoutOwn(text, environment), false);
}

/** The secrets of this process itself, as the tokens of the cluster, wherever they stand. */
function withoutOwn(text: string, environment: NodeJS.ProcessEnv): string {
  return ownSecrets(environment).reduce((safe, value) => safe.replaceAll(value, masked), text);
}

const own = new WeakMap<NodeJS.ProcessEnv, readonly string[]>();

/** The environment is slow to read, and holds the same tokens from beginning to end. */
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

/** What Terraform is given as a variable is a secret more often than not, and looks like one then. */
function isOwnSecret(name: string, value: string): boolean {
  return isSecret(name, value) || (name.startsWith("TF_VAR_") && looksRandom(value));
}

/** @param mark gets each secret that is hidden, and gives what stands behind its cover */
function hideIn(text: string, configuration: boolean, mark: (secret: string) => string = () => ""): string {
  const named = (whole: string, start: string, name: string, between: string, value: string) =>
    isTold(name, value) ? `${start}${name}${between}${cover(value)}` : whole;
  const cover = (secret: string) => `${masked}${mark(unquoted(secret))}`;
  const assigned = (among: string): string =>
    among.replace(assignment, (_, name: string, between: string, value: string) => {
      const certain = between.includes("=") || /^\\*["']/.test(value) || /\d/.test(value);
      // A value may hold names of its own, as the query of a URL: that begins like a name with a value behind it.
      return `${name}${between}${certain && isTold(name, value) ? cover(value) : assigned(value)}`;
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

function isTold(name: string, value: string): boolean {
  const plain = unquoted(value);
  return !operator.test(plain) && isSecret(name, plain);
}

/** Quotes and escapes around a value are not part of it. */
function unquoted(value: string): string {
  return value.replace(/^\\*["']|\\*["']$/g, "");
}
