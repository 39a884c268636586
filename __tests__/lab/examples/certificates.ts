import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** A certificate authority of a test, and a certificate for one host or address that it issued, in a folder of their own. */
export class Certificates {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-certificates-"));
  /** The file with the certificate of the authority. */
  readonly authority = path.join(this.folder, "authority.pem");
  /** The file with the certificate of the host. */
  readonly certificate = path.join(this.folder, "certificate.pem");
  /** The file with the private key of that certificate. */
  readonly key = path.join(this.folder, "key.pem");

  constructor(host: string) {
    const file = (name: string) => path.join(this.folder, name);
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    const authority = ["-keyout", file("authority.key"), "-out", this.authority, "-subj", "/CN=test authority"];
    const issued = ["-CA", this.authority, "-CAkey", file("authority.key"), "-subj", `/CN=${host}`];
    const names = [
      "-addext",
      `subjectAltName=${isIP(host) === 0 ? "DNS" : "IP"}:${host}`,
      "-addext",
      "basicConstraints=critical,CA:FALSE",
    ];
    openssl("req", "-x509", ...key, ...authority);
    openssl("req", "-x509", ...key, ...issued, ...names, "-keyout", this.key, "-out", this.certificate);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function openssl(...args: readonly string[]): void {
  execFileSync("openssl", args, { stdio: "pipe" });
}
