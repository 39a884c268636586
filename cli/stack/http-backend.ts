import type { Attributes } from "./resource";

/** A state on an HTTP server, as Terraform's backend `http` reaches it. */
export interface HttpBackend {
  readonly kind: "http";
  /** Address of the state. */
  readonly address: string;
  /** The request that releases the lock. @default - Terraform does not lock the state */
  readonly unlock?: { readonly method: string; readonly address: string };
  /** Headers with the credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the certificate of the server is accepted without verification. */
  readonly isUnverified: boolean;
  /** Whether only Terraform can connect, because the environment contains certificates. */
  readonly hasCertificates: boolean;
}

/** Returns the backend of a block; what it does not have comes from the variables that Terraform reads. */
export function httpBackendOf(block: Attributes, environment: NodeJS.ProcessEnv): HttpBackend {
  const of = (name: string): string | undefined => {
    const value = block[name] ?? environment[`TF_HTTP_${name.toUpperCase()}`];
    return value === undefined || value === "" ? undefined : String(value);
  };
  const [username, password] = [of("username"), of("password")];
  const unlockAddress = of("unlock_address");
  const certificates = ["client_ca_certificate_pem", "client_certificate_pem", "client_private_key_pem"];
  return {
    kind: "http",
    address: of("address") ?? "",
    ...(unlockAddress !== undefined && { unlock: { method: of("unlock_method") ?? "UNLOCK", address: unlockAddress } }),
    headers:
      username === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}` },
    isUnverified: block.skip_cert_verification === true,
    hasCertificates: certificates.some((name) => of(name) !== undefined),
  };
}
