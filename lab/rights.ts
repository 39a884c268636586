import { readFileSync } from "node:fs";
import { CodedError } from "../errors";
import { findProgram } from "../tools/find-program";

/** Bits of the capability set in `/proc/self/status`. */
const NEEDED = { CAP_NET_ADMIN: 12, CAP_SYS_CHROOT: 18, CAP_SYS_ADMIN: 21 } as const;

/** Returns the capabilities for a lab that a process with this `/proc/self/status` lacks. */
export function lackingCapabilities(status: string): string[] {
  const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  return Object.entries(NEEDED)
    .filter(([, bit]) => !((effective >> BigInt(bit)) & 1n))
    .map(([name]) => name);
}

/** Whether this process is root, so that it starts a lab and enters its hosts without sudo. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Checks that this process can start a lab: as root, or with sudo.
 *
 * @throws Error with what is missing and how to get it.
 */
export function checkRights(): void {
  if (process.platform !== "linux") {
    throw new CodedError(
      "lab-not-possible",
      `a lab needs Linux namespaces, but this is ${process.platform}; start it in a Linux virtual machine`,
    );
  }
  if (isRoot()) {
    const lacking = lackingCapabilities(readFileSync("/proc/self/status", "utf8"));
    if (lacking.length > 0) {
      throw new CodedError(
        "lab-not-possible",
        `a lab needs ${lacking.join(", ")} to create namespaces, mounts, and links; in a container, start it with --privileged`,
      );
    }
  } else if (!findProgram("sudo")) {
    throw new CodedError(
      "sudo-refused",
      "only root can start the supervisor of a lab, because control groups are refused in a user namespace, and this host has no sudo; install the package sudo, or run the command as root",
    );
  }
  if (!findProgram("nsenter")) {
    throw new CodedError("tool-unusable", "this host lacks nsenter; install the package util-linux");
  }
}
