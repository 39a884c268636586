/** A runtime value inside a text, as cdktf encodes it. */
const TOKEN = /(\$\{TfToken\[TOKEN\.\d+\]\})/;

/** `${...}` or `%{...}` that is closed. */
const CLOSED = /(?<![$%])[$%](?=\{[^{}$%"]*\})/g;

/**
 * Escapes a text for `cdk.tf.json`, so that Terraform reads `${...}` and `%{...}` as these characters: in this library they are
 * interpolation and template syntax of Nomad. A runtime value that cdktf encoded in the text (a token) stays a reference.
 *
 * @param text any text, such as a description
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  const parts = text.split(TOKEN);
  if (parts.length === 1) {
    return hasLooseReturn(text) ? expression(text) : text.replace(/[$%](?=\{)/g, (character) => character + character);
  }
  return parts.map((part, index) => (index % 2 === 1 ? part : besideToken(part))).join("");
}

/**
 * Terraform's scanner takes a carriage return and the next character together, reads the escapes after it in another way, and drops a
 * byte order mark at the start.
 */
function hasLooseReturn(text: string): boolean {
  return /\r[$%]|\r(?!\n).*[$%]\{|^\ufeff/s.test(text);
}

/** Plain text before or after a reference. Text that cdktf or Terraform could read together with the reference becomes an expression. */
function besideToken(part: string): string {
  const isSimple = /^[ -~\n\t]*$/.test(part) && !/[$%]/.test(part.replace(CLOSED, ""));
  return isSimple ? part.replace(CLOSED, (character) => character + character) : expression(part);
}

/** A template expression whose value is the text, with escapes for every character that has a meaning in a template. */
function expression(text: string): string {
  const escaped = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (/[ -~]/.test(character) && !/["\\$%{}]/.test(character)) {
      return character;
    }
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `\${"${escaped.join("")}"}`;
}

/** Escapes the keys and values of a map; see {@link literal}. */
export function literals(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [literal(key), literal(value)]));
}

/** Escapes the texts of an object, also those in lists; see {@link literal}. Other values stay as they are. */
export function literalTexts<T extends object>(values: T): T {
  const escaped = (value: unknown): unknown => {
    if (typeof value === "string") {
      return literal(value);
    }
    return Array.isArray(value) ? value.map(escaped) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, escaped(value)])) as T;
}

/**
 * Returns the text that Terraform reads from a string in `cdk.tf.json`, where `$${` and `%%{` are `${` and `%{`.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function asTerraformReads(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}
