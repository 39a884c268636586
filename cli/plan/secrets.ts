/** What is shown in the place of a secret. */
export const masked = "(masked)";

/** A name any of whose words says that its value is a secret. */
const SECRET_NAME =
  /(^|[_.\-\s])(pass|passwd|password|passphrase|pwd|secret|secrets|token|apikey|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|encryption[_-]?key|signing[_-]?key|credentials?|auth)([_.\-\s\d]|$)/i;

/** Names like a secret's whose values are none: the public half, or where the secret is. */
const PUBLIC_NAME = /(^|[_.-])(public|pub|path|file|dir|url|method|ttl|name|type)([_.-]|$)/i;

/** Secrets inside a longer text, each with what stays and what goes. */
const INSIDE: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(-----END \1-----|$)/g, masked],
  [/([a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:)[^/\s@]+@/gi, `$1${masked}@`],
  [/\b(bearer|basic)\s+[a-z0-9+/=._~-]{8,}/gi, `$1 ${masked}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, masked], // a JSON web token
  [/\b(hvs|hvb|s|ghp|gho|ghs|glpat|xoxb|xoxp|sk)[._-][\w-]{20,}/g, masked],
  [/\bAKIA[0-9A-Z]{16}\b/g, masked],
];

/** Variables of this process that hold the secrets of the cluster itself. */
const TOKENS = ["NOMAD_TOKEN", "CONSUL_HTTP_TOKEN", "CONSUL_HTTP_AUTH", "NOMAD_HTTP_AUTH", "VAULT_TOKEN"];

/** `name=value`, `name: "value"`, `"name": "value"`; a reference to a secret (`{{ ... }}`) is none. */
const ASSIGNMENT = /([A-Za-z_][\w.-]*)(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|(?!\{\{)[^\s"',;&}\]]+)/g;

/** Whether the value under this name is to be hidden, whatever it is. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z])([A-Z])/g, "$1_$2");
  return SECRET_NAME.test(words) && !PUBLIC_NAME.test(words);
}

/** A text without the secrets that can be told from their form. */
export function maskText(text: string, environment: NodeJS.ProcessEnv = process.env): string {
  let safe = text;
  for (const name of TOKENS) {
    const token = environment[name];
    if (token && token.length >= 8) {
      safe = safe.replaceAll(token, masked);
    }
  }
  for (const [pattern, replacement] of INSIDE) {
    safe = safe.replace(pattern, replacement);
  }
  return safe.replace(ASSIGNMENT, (whole, name: string, between: string) =>
    isSecretName(name) ? `${name}${between}${masked}` : whole,
  );
}
