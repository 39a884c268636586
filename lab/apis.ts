import { ConsulClient, NomadClient } from "../clients";
import type { Lab } from "./lab";

/** Milliseconds after which a lab's server counts as one that does not answer. */
const TIMEOUT = 5_000;

/** Milliseconds that a request waits for a leader: the lab repeats its own requests, with shorter pauses. */
const ELECTION = 0;

/** Client for a lab's Nomad API with the management token. */
export const nomadApi = (lab: Lab) =>
  new NomadClient(
    { address: lab.nomadAddr, token: lab.nomadToken(), ...(lab.tls && { tls: lab.tls.nomad }) },
    TIMEOUT,
    ELECTION,
  );

/** Client for a lab's Consul API with the management token. */
export const consulApi = (lab: Lab) =>
  new ConsulClient(
    { address: lab.consulAddr, token: lab.consulToken(), ...(lab.tls && { tls: lab.tls.consul }) },
    TIMEOUT,
    ELECTION,
  );
