/** The image of CoreDNS that is taken when none is named. */
export const IMAGE = "docker.io/coredns/coredns:1.15.0";

/** The first CoreDNS that can return an error instead of a stale answer. Since 1.14.0 it keeps names as they are rewritten. */
export const LEAST_VERSION = "1.14.7";

/** The version that the tag of an image of CoreDNS says; nothing for an image of another name or with another tag. */
export function versionOf(image: string): string | undefined {
  return /(?:^|\/)coredns:v?(\d+\.\d+\.\d+)/.exec(image)?.[1];
}
