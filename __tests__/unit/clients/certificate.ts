import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate with its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate is made of; OpenSSL's and Nomad's own commands refuse to make one that has ended. */
export interface CertificateProps {
  readonly name: string;
  /** Names that a server may be called by. @default - none */
  readonly dns?: readonly string[];
  /** Days from now on which it begins and ends. @default - from yesterday to a month from now */
  readonly days?: readonly [number, number];
  /** Who signs it. @default - itself, as an authority */
  readonly by?: Certificate & { readonly name: string };
}

/** Makes a certificate, valid or not. */
export function makeCertificate({ name, dns = [], days = [-1, 30], by }: CertificateProps): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const authority = by === undefined;
  const constraints = der(
    0x30,
    oid("551d13"),
    der(0x01, Buffer.from([0xff])),
    octets(der(0x30, der(0x01, Buffer.from([0xff])))),
  );
  const names = der(0x30, oid("551d11"), octets(der(0x30, ...dns.map((each) => der(0x82, Buffer.from(each))))));
  const extensions = [...(authority ? [constraints] : []), ...(dns.length > 0 ? [names] : [])];
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1 + Math.floor(Math.random() * 126)])),
    ecdsa,
    subject(by?.name ?? name),
    der(0x30, ...days.map((day) => der(0x18, Buffer.from(stamp(day))))),
    subject(name),
    publicKey.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [der(0xa3, der(0x30, ...extensions))] : []),
  );
  const signer: KeyObject = by ? createPrivateKey(by.key) : privateKey;
  const signed = der(0x30, body, ecdsa, der(0x03, Buffer.from([0]), sign("sha256", body, signer)));
  return { cert: `-----BEGIN CERTIFICATE-----\n${signed.toString("base64")}\n-----END CERTIFICATE-----\n`, key };
}

/** A value in the encoding of certificates: what it is, how long, and itself. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const octets = (content: Buffer) => der(0x04, content);
const ecdsa = der(0x30, oid("2a8648ce3d040302"));
const subject = (name: string) => der(0x30, der(0x31, der(0x30, oid("550403"), der(0x0c, Buffer.from(name)))));
const stamp = (day: number) =>
  `${new Date(Date.now() + day * 86_400_000).toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`;
