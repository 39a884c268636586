import { findLab, type Lab, labVariables } from "../../lab";
import { labNames } from "../../lab/names";
import { fetchTls, type TlsRequest } from "../../tools/fetch-tls";

const tlsLabs = (): Lab[] =>
  process.env.CDKNOMAD_LAB_TLS === "1"
    ? labNames()
        .flatMap((name) => findLab(name) ?? [])
        .filter(({ tls }) => tls)
    : [];

/** The variables that name certificates, for an environment that has the address of a lab with TLS; else none. */
export function certificateVariables({ NOMAD_ADDR }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const lab = tlsLabs().find(({ nomadAddr }) => nomadAddr === NOMAD_ADDR);
  return Object.fromEntries(
    Object.entries(lab ? labVariables(lab) : {}).filter(([name]) => /_(CACERT|CLIENT_)/.test(name)),
  );
}

/**
 * With CDKNOMAD_LAB_TLS=1 the tests' labs ask for certificates, which the platform's `fetch` cannot show. Requests to a
 * lab are sent with those of the lab then; all others go their usual way.
 */
if (process.env.CDKNOMAD_LAB_TLS === "1") {
  const usual = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input);
    const [tls] = tlsLabs().flatMap((lab) => [
      ...(lab.nomadAddr === origin && lab.tls ? [lab.tls.nomad] : []),
      ...(lab.consulAddr === origin && lab.tls ? [lab.tls.consul] : []),
    ]);
    return tls && !(input instanceof Request) ? fetchTls(input, init as TlsRequest, tls) : usual(input, init);
  };
}
