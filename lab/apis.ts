import type { JsonApi } from "./http";
import type { Lab } from "./lab";

/** Nomad's API of a lab, with all rights. */
export const nomadApi = (lab: Lab): JsonApi => ({
  address: lab.nomadAddr,
  token: ["X-Nomad-Token", lab.nomadToken()],
  ...(lab.tls && { tls: lab.tls.nomad }),
});

/** Consul's API of a lab, with all rights. */
export const consulApi = (lab: Lab): JsonApi => ({
  address: lab.consulAddr,
  token: ["X-Consul-Token", lab.consulToken()],
  ...(lab.tls && { tls: lab.tls.consul }),
});
