import type { TlsFiles } from "../tools/tls-files";
import type { Lab } from "./lab";

/** What Nomad's and Consul's programs and Terraform providers read from the environment to reach a lab with all rights. */
export function labVariables(lab: Lab): Record<string, string> {
  return {
    NOMAD_ADDR: lab.nomadAddr,
    NOMAD_TOKEN: lab.nomadToken(),
    CONSUL_HTTP_ADDR: lab.consulAddr,
    CONSUL_HTTP_TOKEN: lab.consulToken(),
    ...(lab.tls && { ...tlsVariables("NOMAD", lab.tls.nomad), ...tlsVariables("CONSUL", lab.tls.consul) }),
  };
}

/** The variables of a program that say with what a connection is made. */
export function tlsVariables(program: "NOMAD" | "CONSUL", { caFile, certFile, keyFile }: TlsFiles) {
  return {
    ...(caFile !== undefined && { [`${program}_CACERT`]: caFile }),
    ...(certFile !== undefined && { [`${program}_CLIENT_CERT`]: certFile }),
    ...(keyFile !== undefined && { [`${program}_CLIENT_KEY`]: keyFile }),
  };
}
