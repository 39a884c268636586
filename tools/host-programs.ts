import { existsSync } from "node:fs";
import { findProgram } from "./find-program";

/** A program of the operating system that a lab's nodes need, and the Debian package that has it. */
export interface HostProgram {
  readonly name: string;
  readonly debianPackage: string;
  /** Where it is looked for when it is no command. @default - PATH */
  readonly paths?: readonly string[];
}

/** Folders where distributions put the CNI plugins. */
const CNI_FOLDERS = ["/usr/lib/cni", "/opt/cni/bin", "/usr/libexec/cni"];

/** Everything of the operating system that runs inside a node. */
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

/** Those of the programs that this host does not have. */
export function missingPrograms(programs: readonly HostProgram[] = hostPrograms): HostProgram[] {
  return programs.filter((program) =>
    program.paths ? !program.paths.some((path) => existsSync(path)) : !findProgram(program.name),
  );
}

/** Where the CNI plugins are, on a host that has them; Debian's place otherwise, where unpacked ones are. */
export function cniFolder(): string {
  return CNI_FOLDERS.find((folder) => existsSync(`${folder}/bridge`)) ?? "/usr/lib/cni";
}
