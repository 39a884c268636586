import { resourceTypes } from "../../constructs/resource-types";
import { Hidden } from "./hidden";
import { masked, maskText } from "./mask-text";
import { isSecret } from "./secret-names";

/** Attributes that always hold secrets, by the type of the resource; a provider's block and a backend count as types. */
const secretAttributes: ReadonlyMap<string, RegExp> = new Map([
  ...[...resourceTypes].flatMap(([type, { secrets }]) =>
    secrets === undefined ? [] : [[type, new RegExp(secrets, "i")] as const],
  ),
  [
    "provider",
    /^headers\..*value$|^headers?\.|(^|\.)(token|token_command|secret_id|http_auth|key_pem|bearer_token|login_token|auth_jwt)(\.|$)/,
  ],
  [
    "state",
    /(^|\.)(access_token|token|password|http_auth|secret_key|access_key|sas_token|conn_str|client_secret)(\.|$)/,
  ],
]);

/** Blocks with keys of the user, which may contain dots. */
const USER_KEYS = /.*\.(?:env|meta|headers?|options|labels|sysctl)\.(?:\d+\.)?(.+)$/;

/** Returns a value as it may be shown: masked as a whole, or with its secrets masked. */
export function showValue(type: string, path: string, value: unknown): string {
  if (value instanceof Hidden || isSecretAt(type, path, value)) {
    return masked;
  }
  return typeof value === "string" ? maskText(value) : JSON.stringify(hide(value));
}

/** Whether a value is a secret as a whole, by its path. */
export function isSecretAt(type: string, path: string, value: unknown): boolean {
  return secretAttributes.get(type)?.test(path) === true || isSecret(keyOf(path), plain(value));
}

/** Returns a list with its secrets masked, item by item. The argument after `--password` is recognized by its position. */
export function hideArguments(list: readonly unknown[]): unknown[] {
  return list.map((item, index) => {
    const before: unknown = list[index - 1];
    const isFlag = typeof before === "string" && /^--?[A-Za-z][\w-]*$/.test(before);
    return isFlag && typeof item === "string" && isSecret(before, item) ? masked : hide(item);
  });
}

function hide(value: unknown): unknown {
  return Array.isArray(value) ? hideArguments(value) : typeof value === "string" ? maskText(value) : value;
}

function keyOf(path: string): string {
  return USER_KEYS.exec(path)?.[1] ?? path.slice(path.lastIndexOf(".") + 1);
}

/** Returns the text of a value; lists and objects are judged by their names only. */
function plain(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
