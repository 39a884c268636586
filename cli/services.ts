import { fetchTls } from "../tools/fetch-tls";
import type { TlsFiles } from "../tools/tls-files";

/** One instance of a service that Nomad knows. */
export interface ServiceInstance {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly port: number;
}

/**
 * The instances of all services with `provider = "nomad"`, in all namespaces that the token may read.
 *
 * @param address Nomad's HTTP API
 * @param token the secret of an ACL token
 * @param tls with what an `https:` address is connected to
 * @throws Error when Nomad does not answer with success
 * @see https://developer.hashicorp.com/nomad/api-docs/services
 */
export async function listServices(address: string, token: string, tls?: TlsFiles): Promise<ServiceInstance[]> {
  const get = async (path: string) => {
    const response = await fetchTls(`${address}${path}`, { headers: { "X-Nomad-Token": token } }, tls);
    if (!response.ok) {
      throw new Error(`nomad answered ${response.status} to GET ${path}: ${(await response.text()).trim()}`);
    }
    return response.json();
  };
  const namespaces = (await get("/v1/services?namespace=*")) as {
    readonly Namespace: string;
    readonly Services: readonly { readonly ServiceName: string }[];
  }[];
  const names = namespaces.flatMap(({ Namespace, Services }) =>
    Services.map(({ ServiceName }) => ({ namespace: Namespace, name: ServiceName })),
  );
  const instances = await Promise.all(
    names.map(async ({ namespace, name }) => {
      const registrations = (await get(`/v1/service/${encodeURIComponent(name)}?namespace=${namespace}`)) as {
        readonly Address: string;
        readonly Port: number;
      }[];
      return registrations.map(({ Address, Port }) => ({ name, namespace, address: Address, port: Port }));
    }),
  );
  return instances.flat();
}
