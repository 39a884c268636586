import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { fromHome, type Product, type TlsFiles } from "../../clients";
import { type Finding, problem, warning } from "./finding";

/** Milliseconds before the end of a certificate from which on it is reported: a week. */
const SOON = 7 * 24 * 3_600_000;

/**
 * Finds certificates of this machine that have expired, are not valid yet, or expire within a week. The connection itself
 * shows whether the server accepts them, and reports a file that cannot be read.
 */
export function certificateFindings(product: Product, { caFile, certFile }: TlsFiles, now: number): Finding[] {
  return [caFile, certFile].flatMap((file) => {
    const certificate = file === undefined ? undefined : read(file);
    if (!file || !certificate) {
      return [];
    }
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    if (to < now) {
      return [
        problem(
          "certificate-not-valid",
          `${product}: the certificate ${file} ended on ${day(to)}; have a new one made`,
        ),
      ];
    }
    if (from > now) {
      return [
        problem(
          "certificate-not-valid",
          `${product}: the certificate ${file} is valid from ${day(from)} on; wait, or set this machine's clock right`,
        ),
      ];
    }
    return to - now < SOON
      ? [
          warning(
            "certificate-not-valid",
            `${product}: the certificate ${file} ends on ${day(to)}; have a new one made before that`,
          ),
        ]
      : [];
  });
}

/** The first certificate of a file; nothing if there is none. */
function read(file: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(fromHome(file)));
  } catch {
    return undefined;
  }
}
