import { isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import { CodedError } from "../errors";

/** Outbound path of a lab: what its nodes and tasks reach outside of it. */
export interface Egress {
  /** IPv4 networks that stay closed: private networks, and those of this machine. */
  readonly closed: readonly string[];
  /** IPv4 networks that are open although they are, or are part of, closed ones. */
  readonly allowed: readonly string[];
}

/** Name server of a lab with an outbound path. It asks the name server of this machine. */
export const egressNameServer = "10.0.2.3";

/**
 * Networks that are not the internet: private, shared, link-local (where clouds have the credentials of a machine), test, and multicast
 * addresses.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const NOT_INTERNET = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/**
 * Returns the outbound path of a lab.
 *
 * @param allowed networks in the form of {@link parseNetwork} that the lab reaches in addition to the internet
 */
export function egressOf(allowed: readonly string[]): Egress {
  return { closed: [...new Set([...NOT_INTERNET, ...ownNetworks()])], allowed: [...new Set(allowed)].sort() };
}

/** Networks of this machine's interfaces. They can have public addresses, and a program that listens on one is no more public for that. */
function ownNetworks(): string[] {
  return Object.values(networkInterfaces())
    .flat()
    .flatMap((address) => (address?.family === "IPv4" && address.cidr ? [baseOf(address.cidr)] : []));
}

/**
 * Parses an IPv4 network such as `192.168.1.0/24`, or an address, and returns the network.
 *
 * @throws CodedError if it is neither
 */
export function parseNetwork(text: string): string {
  const [address = "", length = "32", ...rest] = text.split("/");
  if (!isIPv4(address) || !/^\d{1,2}$/.test(length) || Number(length) > 32 || rest.length > 0) {
    throw new CodedError(
      "arguments-invalid",
      `--egress-allow ${text}: want an IPv4 network, such as 192.168.1.0/24, or an address`,
    );
  }
  return baseOf(`${address}/${length}`);
}

/** Returns a network with the first of its addresses: `10.1.2.3/24` is `10.1.2.0/24`. */
function baseOf(cidr: string): string {
  const [address = "", length = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(length));
  const number = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const base = Math.floor(number / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${Number(length)}`;
}

/** Returns how the outbound path of a running lab differs from the wanted one, as the end of a sentence about the lab. */
export function differentEgress(
  running: Egress | undefined,
  wanted: readonly string[] | undefined,
): string | undefined {
  if (wanted === undefined) {
    return undefined;
  }
  if (running === undefined) {
    return "without --egress";
  }
  const [has, wants] = [running.allowed.join(","), [...new Set(wanted)].sort().join(",")];
  return has === wants ? undefined : `with ${has ? `--egress-allow ${has}` : "--egress"}, not ${wants || "--egress"}`;
}
