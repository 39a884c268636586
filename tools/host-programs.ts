import { existsSync } from "node:fs";
import { findProgram } from "./find-program";

/** An operating system program that a lab's nodes need, and its Debian package. */
export interface HostProgram {
  readonly name: string;
  readonly debianPackage: string;
  /** Paths of a program that is not in PATH. @default - PATH */
  readonly paths?: readonly string[];
}

/** Folders of the CNI plugins in Linux distributions. */
const CNI_FOLDERS = ["/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"];

/** All operating system programs that run inside a node. */
export const hostPrograms: readonly HostProgram[] = [
  { name: "podman", debianPackage: "podman" },
  { name: "conmon", debianPackage: "conmon", paths: ["/usr/bin/conmon", "/usr/libexec/podman/conmon"] },
  { name: "runc", debianPackage: "runc" },
  { name: "containerd", debianPackage: "containerd" },
  { name: "dockerd", debianPackage: "docker.io" },
  { name: "iptables", debianPackage: "iptables" },
  {
    name: "CNI plugins",
    debianPackage: "containernetworking-plugins",
    paths: CNI_FOLDERS.map((folder) => `${folder}/bridge`),
  },
  { name: "dig", debianPackage: "bind9-dnsutils" },
  { name: "keepalived", debianPackage: "keepalived" },
  { name: "static busybox", debianPackage: "busybox-static", paths: ["/bin/busybox"] },
  { name: "caddy", debianPackage: "caddy" },
  { name: "ip", debianPackage: "iproute2" },
];

/** The program that a lab with an outbound path needs in addition. */
export const egressPrograms: readonly HostProgram[] = [{ name: "slirp4netns", debianPackage: "slirp4netns" }];

/** Returns the programs that this host lacks. */
export function missingPrograms(programs: readonly HostProgram[] = hostPrograms): HostProgram[] {
  return programs.filter((program) =>
    program.paths ? !program.paths.some((path) => existsSync(path)) : !findProgram(program.name),
  );
}

/** Returns the folder of the CNI plugins on this host; Debian's folder, which unpacked packages use, if it has none. */
export function cniFolder(): string {
  return CNI_FOLDERS.find((folder) => existsSync(`${folder}/bridge`)) ?? "/usr/lib/cni";
}
