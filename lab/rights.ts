import { readFileSync } from "node:fs";
import { findProgram } from "../tools/find-program";

/** Bits of the capability set in `/proc/self/status`. */
const NEEDED = { CAP_NET_ADMIN: 12, CAP_SYS_CHROOT: 18, CAP_SYS_ADMIN: 21 } as const;

/** Capabilities that a process with this `/proc/self/status` lacks for a lab. */
export function lackingCapabilities(status: string): string[] {
  const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"}`);
  return Object.entries(NEEDED)
    .filter(([, bit]) => !((effective >> BigInt(bit)) & 1n))
    .map(([name]) => name);
}

/**
 * Makes sure that namespaces can be made here.
 *
 * @throws Error that says what is missing and how to get it.
 */
export function checkRights(): void {
  if (process.platform !== "linux") {
    throw new Error(
      `a lab is made of Linux namespaces, this is ${process.platform}; start it in a Linux virtual machine`,
    );
  }
  const lacking = lackingCapabilities(readFileSync("/proc/self/status", "utf8"));
  if (lacking.length > 0) {
    const mend =
      process.getuid?.() === 0 ? "in a container, start it with --privileged" : "run the command as root (sudo)";
    throw new Error(`a lab needs ${lacking.join(", ")} to make namespaces, mounts and links; ${mend}`);
  }
  if (!findProgram("nsenter")) throw new Error("this host lacks nsenter; install the package util-linux");
}
