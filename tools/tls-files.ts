import { readFileSync } from "node:fs";
import { homedir } from "node:os";

/** With what a TLS connection is made: files of PEM, `~/` being the home folder. */
export interface TlsFiles {
  /** The authority that the server's certificate is from. @default - those that the platform trusts */
  readonly caFile?: string;
  /** Our certificate, for servers that ask for one. @default - none is shown */
  readonly certFile?: string;
  /** The key of our certificate. @default - none */
  readonly keyFile?: string;
  /** The name that the server's certificate has to have. @default - that of the address */
  readonly serverName?: string;
  /** Whether any certificate of the server's is taken. @default false */
  readonly insecure?: boolean;
}

/** What Node's own `https` takes of it. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/**
 * What the `nomad` command reads from its variables.
 *
 * @see https://developer.hashicorp.com/nomad/commands#environment-variables
 */
export function nomadTlsFiles(env: NodeJS.ProcessEnv): TlsFiles {
  return named({
    caFile: env.NOMAD_CACERT,
    certFile: env.NOMAD_CLIENT_CERT,
    keyFile: env.NOMAD_CLIENT_KEY,
    serverName: env.NOMAD_TLS_SERVER_NAME,
    insecure: env.NOMAD_SKIP_VERIFY === "1" || env.NOMAD_SKIP_VERIFY === "true",
  });
}

/**
 * What the `consul` command reads from its variables.
 *
 * @see https://developer.hashicorp.com/consul/commands#environment-variables
 */
export function consulTlsFiles(env: NodeJS.ProcessEnv): TlsFiles {
  return named({
    caFile: env.CONSUL_CACERT,
    certFile: env.CONSUL_CLIENT_CERT,
    keyFile: env.CONSUL_CLIENT_KEY,
    serverName: env.CONSUL_TLS_SERVER_NAME,
    insecure: env.CONSUL_HTTP_SSL_VERIFY === "false" || env.CONSUL_HTTP_SSL_VERIFY === "0",
  });
}

/**
 * Reads the files.
 *
 * @throws Error when one of them cannot be read
 */
export function readTlsFiles({ caFile, certFile, keyFile, serverName, insecure }: TlsFiles): TlsMaterial {
  return {
    ...(caFile && { ca: read("the authority's certificate", caFile) }),
    ...(certFile && { cert: read("our certificate", certFile) }),
    ...(keyFile && { key: read("our certificate's key", keyFile) }),
    ...(serverName && { servername: serverName }),
    ...(insecure && { rejectUnauthorized: false }),
  };
}

/** The path in full; `~/` is the home folder. */
export function fromHome(path: string): string {
  return path.replace(/^~(?=\/)/, homedir());
}

function read(what: string, path: string): string {
  try {
    return readFileSync(fromHome(path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: ${what} cannot be read (${code}); correct the variable or setting that names it`);
  }
}

function named(files: Record<keyof TlsFiles, string | boolean | undefined>): TlsFiles {
  return Object.fromEntries(Object.entries(files).filter(([, value]) => value)) as TlsFiles;
}
