import { findLab } from "../../lab";
import { labNames } from "../../lab/names";
import { fetchTls, type TlsRequest } from "../../tools/fetch-tls";
import type { TlsFiles } from "../../tools/tls-files";

/**
 * With CDKNOMAD_LAB_TLS=1 the tests' labs ask for certificates, which the platform's `fetch` cannot show. Requests to a
 * lab are sent with those of the lab then; all others go their usual way.
 */
if (process.env.CDKNOMAD_LAB_TLS === "1") {
  const usual = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const tls = input instanceof Request ? undefined : certificatesFor(new URL(input).origin);
    return tls ? fetchTls(input as string | URL, init as TlsRequest, tls) : usual(input, init);
  };
}

/** The certificates of the lab that is at an address, if it has any. */
function certificatesFor(origin: string): TlsFiles | undefined {
  return labNames()
    .flatMap((name) => findLab(name) ?? [])
    .flatMap(({ nomadAddr, consulAddr, tls }) => [
      ...(tls && nomadAddr === origin ? [tls.nomad] : []),
      ...(tls && consulAddr === origin ? [tls.consul] : []),
    ])[0];
}
