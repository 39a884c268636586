import { inParallel, type NomadClient } from "../clients";

/** Instance of a service in Nomad's catalog. */
export interface ServiceInstance {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
}

/**
 * Lists the instances of all services with `provider = "nomad"` in all namespaces that the token may read.
 *
 * @throws ApiError if Nomad does not answer with success
 * @see https://developer.hashicorp.com/nomad/api-docs/services
 */
export async function listServices(nomad: NomadClient): Promise<ServiceInstance[]> {
  const namespaces =
    await nomad.get<
      readonly { readonly Namespace: string; readonly Services: readonly { readonly ServiceName: string }[] }[]
    >("/v1/services?namespace=*");
  const names = namespaces.flatMap(({ Namespace, Services }) =>
    Services.map(({ ServiceName }) => ({ namespace: Namespace, name: ServiceName })),
  );
  const instances = await inParallel(names, async ({ namespace, name }) => {
    const registrations = await nomad.get<readonly { readonly Address: string; readonly Port: number }[]>(
      `/v1/service/${encodeURIComponent(name)}?namespace=${namespace}`,
    );
    return registrations.map(({ Address, Port }) => ({ name, namespace, address: Address, port: Port }));
  });
  return instances.flat();
}
