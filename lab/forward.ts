import { CodedError } from "../errors";
import { nomadApi } from "./apis";
import { openForward } from "./control";
import type { Lab } from "./lab";

/** A Nomad service and the local port that forwards to it. */
export interface ServiceForward {
  readonly service: string;
  /** Nomad namespace of the service. */
  readonly namespace: string;
  /** Local port; if it is in use, the next free one above it. */
  readonly port: number;
}

/**
 * Opens a port of this machine's loopback that forwards to the first instance of a service.
 *
 * @returns both addresses in the form `host:port`.
 * @throws Error if no such service is registered.
 */
export async function forwardService(lab: Lab, wish: ServiceForward): Promise<{ local: string; remote: string }> {
  const path = `/v1/service/${encodeURIComponent(wish.service)}?namespace=${encodeURIComponent(wish.namespace)}`;
  const [instance] = await nomadApi(lab).get<{ Address: string; Port: number }[]>(path);
  if (!instance) {
    throw new CodedError(
      "service-not-found",
      `Nomad has no service "${wish.service}" in namespace "${wish.namespace}"; see \`nomad service list\``,
    );
  }
  const remote = `${instance.Address}:${instance.Port}`;
  const { address } = await openForward(lab.name, wish.service, wish.port, lab.client.name, remote);
  return { local: address, remote };
}
