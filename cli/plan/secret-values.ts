import { Hidden } from "./hidden";
import { isSecret } from "./secret-names";
import { masked, maskText } from "./secrets";

/** What holds secrets whatever it is called, by the type of the resource; a provider's block and a state's are compared like one. */
const SECRET_ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  nomad_variable: /^items(_wo)?(\.|$)/,
  nomad_acl_token: /^secret_id$/,
  nomad_acl_auth_method: /(secret|private_key|pem_key|client_assertion)/i,
  nomad_csi_volume: /^secrets(\.|$)|\.mount_flags$/,
  nomad_csi_volume_registration: /^secrets(\.|$)|\.mount_flags$/,
  consul_acl_token: /secret/i,
  consul_acl_auth_method: /(secret|jwt|config_json|config\.)/i,
  consul_keys: /^key\..*\.value$/,
  consul_key_prefix: /^subkeys(\.|$)|^subkey\..*\.value$/,
  provider:
    /^headers\..*value$|^headers?\.|(^|\.)(token|token_command|secret_id|http_auth|key_pem|bearer_token|login_token|auth_jwt)(\.|$)/,
  state: /(^|\.)(access_token|token|password|http_auth|secret_key|access_key|sas_token|conn_str|client_secret)(\.|$)/,
};

/** Blocks whose keys are the author's own, and may have dots in them. */
const OWN_KEYS = /.*\.(?:env|meta|headers?|options|labels|sysctl)\.(?:\d+\.)?(.+)$/;

/** A value as it may be shown: the cover of a secret, or a text without the secrets in it. */
export function showValue(type: string, path: string, value: unknown): string {
  if (value instanceof Hidden || isSecretAt(type, path, value)) {
    return masked;
  }
  return typeof value === "string" ? maskText(value) : JSON.stringify(hide(value));
}

/** Whether a value is a secret as a whole, by where it stands. */
export function isSecretAt(type: string, path: string, value: unknown): boolean {
  return SECRET_ATTRIBUTES[type]?.test(path) === true || isSecret(keyOf(path), plain(value));
}

/** A list without its secrets, each item looked at by itself; the argument behind `--password` only its place tells. */
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
  return OWN_KEYS.exec(path)?.[1] ?? path.slice(path.lastIndexOf(".") + 1);
}

/** Lists and objects are judged by their name alone. */
function plain(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
