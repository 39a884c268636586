import { literal } from "./literal";
import { asTerraformNormalizes } from "./normalized";
import { isPlainObject } from "./spec/json";
import { isRuntimeValue } from "./spec/runtime-value";

/**
 * Text that this library generates and that can contain runtime values: values that Terraform knows only later, such as a
 * `TerraformVariable` or an attribute of another resource. Pasted into a document, such a value could end its own string and add
 * fields or rules. Here Terraform itself encodes each value, so it arrives byte for byte.
 */

let loaded: typeof import("#cdk") | undefined;

/**
 * Returns cdktf. It is loaded when there can be a runtime value, because commands such as `cdknomad plan` print rules without one, and
 * loading it would add about a third to the time that they take to start.
 */
function cdktf(): typeof import("#cdk") {
  loaded ??= require("#cdk") as typeof import("#cdk");
  return loaded;
}

/** A runtime string inside a text, as cdktf encodes it. */
const STRING_TOKEN = /\$\{TfToken\[TOKEN\.\d+\]\}/;

/** All runtime strings inside a text. */
export const RUNTIME_STRING = new RegExp(STRING_TOKEN, "g");

/** A runtime number inside a text, as cdktf encodes it. */
const NUMBER_TOKEN = /-\d\.\d+e\+2[89]\d/g;

/** The documents with runtime values that {@link jsonText} returned. */
const documents = new Set<string>();

/**
 * Returns the JSON of a value as a string for `cdk.tf.json`. Without runtime values it is what `JSON.stringify` returns.
 *
 * @param value any value; it may contain runtime strings, numbers, booleans, lists and maps
 */
export function jsonText(value: unknown): string {
  if (isPlain(value)) {
    return literal(JSON.stringify(value));
  }
  const text = write(value, (plain) => withoutDirectives(jsonContent(plain)));
  if (!STRING_TOKEN.test(text)) {
    return literal(write(value, jsonContent));
  }
  documents.add(text);
  return text;
}

/**
 * Returns a JSON document that a program wrote with `JSON.stringify`, with its runtime values encoded by Terraform. Text without
 * runtime values, and a document that Terraform writes as a whole (`Fn.jsonencode`), stay as they are.
 *
 * @returns undefined if a runtime value is outside of the values of the document
 */
export function encodedJson(text: string): string | undefined {
  const isWhole = text.replace(STRING_TOKEN, "") === "" || documents.has(text);
  if (isWhole || !(STRING_TOKEN.test(text) || hasNumber(text))) {
    return text;
  }
  try {
    return jsonText(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function hasNumber(text: string): boolean {
  return (text.match(NUMBER_TOKEN) ?? []).some((number) => cdktf().Token.isUnresolved(Number(number)));
}

/**
 * Returns a string of HCL 1, the language of the ACL rules of Nomad and Consul, in quotes. HCL 1 does not end a string at a quote
 * between `${` and `}`, so `$` is written as an escape there.
 */
export function hclString(text: string): string {
  const runtime = (token: string) => cdktf().Fn.replace(inJsonString(token), "$", "\\\\u0024");
  return `"${parts(text, (plain) => withoutDirectives(jsonContent(plain)), runtime)}"`;
}

/**
 * Returns a runtime value inside the double quotes of a Go string that cannot contain a quote, not even as `\"`, such as the texts of a
 * selector.
 *
 * @param token the runtime value
 */
export function goString(token: string): string {
  // cdktf does not escape arguments, so these are the escapes of Terraform.
  return cdktf().Fn.replace(inJsonString(token), '\\\\\\"', "\\\\u0022");
}

/** Characters that Terraform may normalize, and what may be a runtime value. */
const NOT_PLAIN = /[^\0-\x7f]|TfToken\[|e\+2[89]\d/;

/** Whether a value certainly has no runtime value in it and no text that Terraform normalizes. It is what most jobs are. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") {
    return !NOT_PLAIN.test(value);
  }
  if (typeof value === "number") {
    return !isRuntimeValue(value);
  }
  if (Array.isArray(value)) {
    return value.every(isPlain);
  }
  if (isPlainObject(value)) {
    return Object.entries(value).every(([key, item]) => !NOT_PLAIN.test(key) && isPlain(item));
  }
  return typeof value === "boolean" || value === null || value === undefined;
}

function write(value: unknown, plain: (part: string) => string): string {
  if (isRuntime(value)) {
    return cdktf().Fn.jsonencode(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(item ?? null, plain)).join(",")}]`;
  }
  const string = (text: string) => `"${parts(text, plain, inJsonString)}"`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${fields.map(([key, item]) => `${string(key)}:${write(item, plain)}`).join(",")}}`;
  }
  return typeof value === "string" ? string(value) : JSON.stringify(value);
}

/**
 * Writes `$` and `%` as escapes where `${` or `%{` could begin: cdktf would take `$${` as the start of an expression and resolve a
 * later reference without its braces. Also escapes all characters beyond ASCII, because Terraform would compose an accent at the
 * start of the text with the last letter of the value before it.
 */
function withoutDirectives(json: string): string {
  return asciiOnly(json.replace(/[$%](?=\{|$)/g, (character) => (character === "$" ? "\\u0024" : "\\u0025")));
}

/** Whether Terraform knows the whole value only later. */
function isRuntime(value: unknown): boolean {
  if (typeof value === "number") {
    return cdktf().Token.isUnresolved(value);
  }
  if (Array.isArray(value)) {
    return cdktf().Tokenization.isResolvable(value) || (value.length === 1 && isMarker(value[0]));
  }
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value);
    return (
      cdktf().Tokenization.isResolvable(value) ||
      (keys.length === 1 && /^&\{TfToken\[TOKEN\.\d+\]\}$/.test(keys[0] ?? ""))
    );
  }
  return false;
}

/** The only element with which cdktf encodes a runtime list. */
function isMarker(item: unknown): boolean {
  return typeof item === "string"
    ? /^#\{TfToken\[TOKEN\.\d+\]\}$/.test(item)
    : typeof item === "number" && cdktf().Token.isUnresolved(item);
}

/** Applies one function to the plain parts of a text and another to its runtime values. */
function parts(text: string, plain: (part: string) => string, runtime: (token: string) => string): string {
  // A runtime number in a text becomes a runtime string.
  let rest = text.replace(NUMBER_TOKEN, (number) =>
    cdktf().Token.isUnresolved(Number(number))
      ? cdktf().Token.asString(cdktf().Tokenization.reverseNumber(Number(number)))
      : number,
  );
  let result = "";
  for (let found = STRING_TOKEN.exec(rest); found !== null; found = STRING_TOKEN.exec(rest)) {
    const [token] = found;
    result += plain(rest.slice(0, found.index)) + runtime(token);
    rest = rest.slice(found.index + token.length);
  }
  return result + plain(rest);
}

/** A plain text inside the quotes of a JSON string. Terraform normalizes Unicode, but not an escape sequence. */
function jsonContent(text: string): string {
  const json = JSON.stringify(text).slice(1, -1);
  return asTerraformNormalizes(json) === json ? json : asciiOnly(json);
}

function asciiOnly(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A runtime value inside the quotes of a JSON string: `jsonencode` without the quotes. `join` refuses null, lists and maps. */
function inJsonString(token: string): string {
  const { Fn } = cdktf();
  const quote = Fn.rawString('"');
  return Fn.trimprefix(Fn.trimsuffix(Fn.jsonencode(Fn.join("", [token])), quote), quote);
}
