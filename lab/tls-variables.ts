import type { TlsFiles } from "../clients";

/** Returns the environment variables with which a program reads TLS files. */
export function tlsVariables(program: "NOMAD" | "CONSUL", { caFile, certFile, keyFile }: TlsFiles) {
  return {
    ...(caFile !== undefined && { [`${program}_CACERT`]: caFile }),
    ...(certFile !== undefined && { [`${program}_CLIENT_CERT`]: certFile }),
    ...(keyFile !== undefined && { [`${program}_CLIENT_KEY`]: keyFile }),
  };
}
