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

/**
 * Checks that this process can create namespaces.
 *
 * @throws Error with the missing rights and how to get them.
 */
export function checkRights(): void {
  if (process.platform !== "linux") {
    throw new CodedError(
      "lab-not-possible",
      `a lab needs Linux namespaces, but this is ${process.platform}; start it in a Linux virtual machine`,
    );
  }
  const lacking = lackingCapabilities(readFileSync("/proc/self/status", "utf8"));
  if (lacking.length > 0) {
    const fix =
      process.getuid?.() === 0 ? "in a container, start it with --privileged" : "run the command as root (sudo)";
    throw new CodedError(
      "lab-not-possible",
      `a lab needs ${lacking.join(", ")} to create namespaces, mounts, and links; ${fix}`,
    );
  }
  if (!findProgram("nsenter")) {
    throw new CodedError("tool-unusable", "this host lacks nsenter; install the package util-linux");
  }
}
