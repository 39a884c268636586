import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromHome, type TlsFiles } from "../../tools/tls-files";

/** What of a provider's block in `cdk.tf.json`, or of a backend's, tells how its server is reached. */
export interface ProviderBlock {
  readonly address?: string;
  readonly token_file?: string;
  readonly token_command?: readonly [string, ...string[]];
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
}

/** The same with its files in full: Terraform, which runs in the stack's folder, finds them from there. */
export function blockIn<T extends ProviderBlock>(folder: string, block: T): T {
  const { token_file, ca_file, cert_file, key_file } = block;
  const files = Object.entries({ token_file, ca_file, cert_file, key_file }).flatMap(([name, file]) =>
    file ? [[name, file.startsWith("~") ? file : path.resolve(folder, file)]] : [],
  );
  return { ...block, ...Object.fromEntries(files) };
}

/** How long a person may take to unlock a password store, in milliseconds; the provider waits as long. */
const PATIENCE = 120_000;

/** What the commands of this run have printed: a store that asks a person shall do so once. */
const printed = new Map<string, string>();

/**
 * The token that the provider would use: that of the environment, else of the file, else of the command.
 *
 * @param given the value of NOMAD_TOKEN or CONSUL_HTTP_TOKEN
 * @throws Error when the command fails, with what it says of that
 */
export function tokenOf({ token_file, token_command }: ProviderBlock, given: string | undefined): string | undefined {
  const file = token_file && fromHome(token_file);
  const fromFile = file && existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  return given || fromFile || (token_command && tokenFrom(token_command)) || undefined;
}

/** With what the provider would connect: the block says it before the variables do. */
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
    throw new Error(
      `token_command "${program}" gives no token (${code ?? `exit code ${status}`}): ${stderr?.trim() || "it says nothing"}`,
    );
  }
}
