import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { CodedError } from "../errors";
import { parseBoolean } from "./parse-boolean";

/**
 * TLS settings for the connection to a server. Each file holds PEM; its path may start with `~/`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/configuration/tls
 */
export interface TlsFiles {
  /** Certificate of the authority that signed the server's certificate. @default - the authorities that Node trusts */
  readonly caFile?: string;
  /** Client certificate, for servers that require one. @default - none */
  readonly certFile?: string;
  /** Private key of the client certificate. @default - none */
  readonly keyFile?: string;
  /** Name that the server's certificate must contain. @default - the host name of the address */
  readonly serverName?: string;
  /** Whether the server's certificate is accepted without verification. @default false */
  readonly insecure?: boolean;
}

/** TLS options of Node's `tls.connect`. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/**
 * TLS settings from the variables of the `nomad` command.
 *
 * @see https://developer.hashicorp.com/nomad/commands#environment-variables
 */
export function nomadTlsFiles(env: NodeJS.ProcessEnv): TlsFiles {
  return withoutEmpty({
    caFile: env.NOMAD_CACERT,
    certFile: env.NOMAD_CLIENT_CERT,
    keyFile: env.NOMAD_CLIENT_KEY,
    serverName: env.NOMAD_TLS_SERVER_NAME,
    insecure: parseBoolean(env.NOMAD_SKIP_VERIFY),
  });
}

/**
 * TLS settings from the variables of the `consul` command.
 *
 * @see https://developer.hashicorp.com/consul/commands#environment-variables
 */
export function consulTlsFiles(env: NodeJS.ProcessEnv): TlsFiles {
  return withoutEmpty({
    caFile: env.CONSUL_CACERT,
    certFile: env.CONSUL_CLIENT_CERT,
    keyFile: env.CONSUL_CLIENT_KEY,
    serverName: env.CONSUL_TLS_SERVER_NAME,
    insecure: parseBoolean(env.CONSUL_HTTP_SSL_VERIFY) === false,
  });
}

/**
 * Reads the files.
 *
 * @throws Error if a file cannot be read
 */
export function readTlsFiles({ caFile, certFile, keyFile, serverName, insecure }: TlsFiles): TlsMaterial {
  return {
    ...(caFile && { ca: read("the certificate of the authority", caFile) }),
    ...(certFile && { cert: read("the client certificate", certFile) }),
    ...(keyFile && { key: read("the key of the client certificate", keyFile) }),
    ...(serverName && { servername: serverName }),
    ...(insecure && { rejectUnauthorized: false }),
  };
}

/** Replaces a leading `~/` by the home folder. */
export function fromHome(file: string): string {
  return file.replace(/^~(?=\/)/, homedir());
}

function read(what: string, file: string): string {
  try {
    return readFileSync(fromHome(file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CodedError(
      "certificate-unreadable",
      `${file}: ${what} cannot be read (${code}); correct the variable or setting that names it`,
    );
  }
}

function withoutEmpty(files: Record<keyof TlsFiles, string | boolean | undefined>): TlsFiles {
  return Object.fromEntries(Object.entries(files).filter(([, value]) => value)) as TlsFiles;
}
