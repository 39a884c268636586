import rules from "../../provider/internal/secret/rules.json";
import { isSecret, isSecretName, looksRandom } from "./secret-names";

export { isSecretName };

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

/** A word too short for any form, with nothing that could stand between a name and a value: most values of a job. */
const PLAIN = /^[\w./-]{0,14}$/;

/** Shorter values of a variable of this process are too likely to be a part of something else. */
const SHORTEST = 8;

/** A value or a file of configuration without the secrets that can be told from their form, or from their name in it. */
export function maskText(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  if (PLAIN.test(text)) {
    return text;
  }
  return maskNamed(maskForms(withoutOwn(text, environment)), true);
}

/**
 * The same for what a program says to people, where a colon stands behind a word more often than between a name and its
 * value: there a value has to look like one.
 */
export function maskMessage(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  return maskNamed(maskForms(withoutOwn(text, environment)), false);
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

function maskForms(text: string): string {
  return forms.reduce(
    (safe, { pattern, random }) =>
      safe.replace(pattern, (whole, before: string, secret: string, behind: string) =>
        reference.some((form) => form.test(secret)) || (random && !looksRandom(secret))
          ? whole
          : `${before}${masked}${behind}`,
      ),
    text,
  );
}

function maskNamed(text: string, configuration: boolean): string {
  const told = configuration ? lines.reduce(maskLines, text) : text;
  return maskAssignments(told).replace(flag, (whole, start: string, name: string, between: string, value: string) => {
    const certain = configuration || /\d|^["']/.test(value);
    return certain && isTold(name, value) ? `${start}${name}${between}${masked}` : whole;
  });
}

function maskAssignments(text: string): string {
  return text.replace(assignment, (_, name: string, between: string, value: string) => {
    const certain = between.includes("=") || /^\\*["']/.test(value) || /\d/.test(value);
    // A value may hold names of its own, as the query of a URL: that begins like a name with a value behind it.
    const shown = certain && isTold(name, value) ? masked : maskAssignments(value);
    return `${name}${between}${shown}`;
  });
}

function maskLines(text: string, form: RegExp): string {
  return text.replace(form, (whole, start: string, name: string, between: string, value: string) =>
    isTold(name, value) ? `${start}${name}${between}${masked}` : whole,
  );
}

/** Quotes and escapes around a value are not part of it. */
function isTold(name: string, value: string): boolean {
  const plain = value.replace(/^\\*["']|\\*["']$/g, "");
  return !operator.test(plain) && isSecret(name, plain);
}
