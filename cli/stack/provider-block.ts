import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromHome, type Login, type TlsFiles } from "../../clients";
import { CodedError } from "../../errors";

/** The login of a provider; the token of Nomad's is `login_token`, that of Consul's is `bearer_token`. */
interface AuthJwtBlock {
  readonly auth_method: string;
  readonly login_token?: string;
  readonly bearer_token?: string;
}

/** The arguments of a provider or a backend that say how its server is reached. */
export interface ProviderBlock {
  readonly address?: string;
  readonly region?: string;
  readonly token_file?: string;
  readonly token_command?: readonly [string, ...string[]];
  readonly auth_jwt?: AuthJwtBlock | readonly AuthJwtBlock[];
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
  readonly guard?: { readonly confirm?: readonly string[]; readonly off?: boolean };
}

/** Returns a block with absolute paths; in the configuration they are relative to the stack's folder. */
export function blockIn<T extends ProviderBlock>(folder: string, block: T): T {
  const { token_file, ca_file, cert_file, key_file } = block;
  const files = Object.entries({ token_file, ca_file, cert_file, key_file }).flatMap(([name, file]) =>
    file ? [[name, file.startsWith("~") ? file : path.resolve(folder, file)]] : [],
  );
  return { ...block, ...Object.fromEntries(files) };
}

/** How long a user may take to unlock a password store, in milliseconds; the provider has the same limit. */
const PATIENCE = 120_000;

/** The output of the token commands, so that a password store asks the user once per run. */
const printed = new Map<string, string>();

/**
 * Returns the token that the provider uses: from the environment, or else from the file, or else from the command.
 *
 * @param given the value of NOMAD_TOKEN or CONSUL_HTTP_TOKEN
 * @throws Error when the command fails, with its message
 */
export function tokenOf({ token_file, token_command }: ProviderBlock, given: string | undefined): string | undefined {
  const file = token_file && fromHome(token_file);
  const fromFile = file && existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  return given || fromFile || (token_command && tokenFrom(token_command)) || undefined;
}

/**
 * Returns the login of the provider; undefined if it has none, and if its token is not known here: Terraform reports a variable
 * without a value.
 */
export function loginOf({ auth_jwt }: ProviderBlock, environment: NodeJS.ProcessEnv): Login | undefined {
  const [block] = [auth_jwt ?? []].flat();
  const token = block?.login_token ?? block?.bearer_token ?? "";
  const [, variable] = /^\$\{var\.(\w+)\}$/.exec(token) ?? [];
  const jwt = variable === undefined ? token : environment[`TF_VAR_${variable}`];
  return block && jwt ? { authMethod: block.auth_method, jwt } : undefined;
}

/** Returns the certificates that the provider uses: those of the block have precedence over the environment. */
export function tlsOf({ ca_file, cert_file, key_file }: ProviderBlock, variables: TlsFiles): TlsFiles {
  return {
    ...variables,
    ...(ca_file && { caFile: ca_file }),
    ...(cert_file && { certFile: cert_file }),
    ...(key_file && { keyFile: key_file }),
  };
}

function tokenFrom(command: readonly [string, ...string[]]): string {
  const key = JSON.stringify(command);
  const known = printed.get(key);
  if (known !== undefined) {
    return known;
  }
  const [program, ...args] = command;
  try {
    const token = execFileSync(program, args, { encoding: "utf8", stdio: "pipe", timeout: PATIENCE }).trim();
    printed.set(key, token);
    return token;
  } catch (error) {
    const { stderr, code, status } = error as { stderr?: string; code?: string; status?: number | null };
    // The error's own message would hold the arguments; what the program printed may be the token.
    throw new CodedError(
      "token-command-failed",
      `token_command "${program}" printed no token (${code ?? `exit code ${status}`}): ${stderr?.trim() || "no message"}`,
    );
  }
}
