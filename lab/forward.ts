import { nomadApi } from "./apis";
import { openForward } from "./control";
import { call } from "./http";
import type { Lab } from "./lab";

/** A service in Nomad's catalogue and the local port that is wished for it. */
export interface ServiceForward {
  readonly service: string;
  /** Nomad namespace of the service. */
  readonly namespace: string;
  /** Wished local port; the next free one above it is taken. */
  readonly port: number;
}

/**
 * Opens a port of this machine's loopback that leads to the first instance of a service.
 *
 * @returns both addresses as `host:port`.
 * @throws Error if no such service is registered.
 */
export async function forwardService(lab: Lab, wish: ServiceForward): Promise<{ local: string; remote: string }> {
  const path = `/v1/service/${encodeURIComponent(wish.service)}?namespace=${encodeURIComponent(wish.namespace)}`;
  const [instance] = await call<{ Address: string; Port: number }[]>(nomadApi(lab), "GET", path);
  if (!instance) {
    throw new Error(
      `Nomad has no service "${wish.service}" in namespace "${wish.namespace}"; see \`nomad service list\``,
    );
  }
  const remote = `${instance.Address}:${instance.Port}`;
  const { address } = await openForward(lab.supervisorPid, wish.service, wish.port, lab.client.name, remote);
  return { local: address, remote };
}
