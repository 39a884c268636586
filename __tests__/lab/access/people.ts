import { createSign, generateKeyPairSync } from "node:crypto";
import type { Lab } from "../../../lab";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The key with which Nomad checks who logs in. */
export const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString().trim();

/** A token as an identity provider would give it to a person. */
export function signed(claims: Readonly<Record<string, unknown>>, key = keys.privateKey): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now, exp: now + 300, ...claims })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

/** Logs in to Nomad by the auth method `people`. */
export async function login(lab: Lab, token: string): Promise<{ status: number; secret: string; text: string }> {
  const response = await fetch(`${lab.nomadAddr}/v1/acl/login`, {
    method: "POST",
    body: JSON.stringify({ AuthMethodName: "people", LoginToken: token }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    secret: response.ok ? (JSON.parse(text) as { SecretID: string }).SecretID : "",
  };
}
