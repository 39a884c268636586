/**
 * The network of an address with its prefix: `10.0.10.2/24` -> `10.0.10.0/24`.
 *
 * @returns nothing for what is not an IPv4 address with a prefix of 1 to 31 bits
 */
export function networkOf(cidr: string): string | undefined {
  const [, address = "", bits = ""] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const octets = address.split(".").map(Number);
  const prefix = Number(bits);
  if (address === "" || octets.some((octet) => octet > 255) || prefix < 1 || prefix > 31) {
    return undefined;
  }
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(number / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
}
