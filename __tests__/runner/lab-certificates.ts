import type { TlsFiles } from "../../clients";
import { dispatcherFor } from "../../clients/dispatcher";
import { findLab } from "../../lab";
import { labNames } from "../../lab/names";

/**
 * With CDKNOMAD_LAB_TLS=1 the labs of the tests require client certificates, which Node's `fetch` cannot send. Requests to
 * such a lab are sent with its certificates; all other requests are unchanged.
 */
if (process.env.CDKNOMAD_LAB_TLS === "1") {
  const usual = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? undefined : new URL(input).origin;
    const tls = address === undefined ? undefined : certificatesFor(address);
    if (address === undefined || !tls) {
      return usual(input, init);
    }
    const { fetch } = await import("undici");
    const options = { ...init, dispatcher: await dispatcherFor({ address, tls }) } as Parameters<typeof fetch>[1];
    return (await fetch(input as string | URL, options)) as unknown as Response;
  };
}

/** TLS settings of the lab at an address; undefined if no lab has the address, or it does not use TLS. */
function certificatesFor(origin: string): TlsFiles | undefined {
  return labNames()
    .flatMap((name) => findLab(name) ?? [])
    .flatMap(({ nomadAddr, consulAddr, tls }) => [
      ...(tls && nomadAddr === origin ? [tls.nomad] : []),
      ...(tls && consulAddr === origin ? [tls.consul] : []),
    ])[0];
}
