import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { labsDir } from "../../lab/paths";
import { untilEnded } from "../../lab/process";
import { ensureHostPrograms } from "../../tools/debian-packages";
import { findProgram } from "../../tools/find-program";
import { silent } from "../../tools/progress";

/** Everything on this machine in which a lab could leave a trace, as sorted lists of names. */
export type Traces = Readonly<Record<string, readonly string[]>>;

const list = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir).sort() : []);

/** Looks at this machine. A second lab that comes or goes meanwhile is not looked at: names of others are left out. */
export async function tracesOf(lab: string): Promise<Traces> {
  return {
    processes: processesOf(lab),
    "mounts in our namespace": mounts(),
    "named network namespaces": [...list("/run/netns"), ...list("/var/run/netns")],
    links: list("/sys/class/net"),
    "firewall rules": await firewallRules(),
    "control groups": cgroupsOf(lab),
    "labs in the state folder": list(labsDir()).filter((name) => name.includes(lab)),
    "/run": list("/run"),
    "/etc": list("/etc"),
    "/opt": list("/opt"),
    "/var/lib": list("/var/lib"),
  };
}

/** All processes whose command line or control group names the lab. */
export function processesOf(lab: string): string[] {
  return list("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => isOf(lab, pid))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim()}`);
}

function isOf(lab: string, pid: string): boolean {
  // a zombie has no command line and no control group worth the name, and no resource either
  return (
    read(`/proc/${pid}/cmdline`).startsWith(`cdknomad-lab-${lab}`) ||
    new RegExp(`cdknomad-${lab}(/|$)`, "m").test(read(`/proc/${pid}/cgroup`))
  );
}

/** Command lines of the lab's processes, as anybody on this machine can read them. */
export function commandLinesOf(lab: string): string {
  return processesOf(lab).join("\n");
}

/** The network namespaces that processes of this machine are in. */
export function networkNamespaces(): Set<string> {
  const found = new Set<string>();
  for (const pid of list("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      found.add(readlinkSync(`/proc/${pid}/ns/net`));
    } catch {
      // the process has ended since
    }
  }
  return found;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Mount point, kind and source; their numbers change when others mount. */
function mounts(): string[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .trim()
    .split("\n")
    .map((line) => `${line.split(" ")[4]} ${line.split(" - ")[1]}`)
    .sort();
}

/** Kills a process and waits until the kernel has removed it. */
export async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await untilEnded(pid);
}

function cgroupsOf(lab: string): string[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(" ")[4] as string)
    .map((mount) => path.join(mount, `cdknomad-${lab}`))
    .filter((dir) => existsSync(dir));
}

/** The rules of this machine's own network namespace, without their counters. */
async function firewallRules(): Promise<string[]> {
  const { usr } = await ensureHostPrograms(silent);
  const unpacked = usr.map((layer) => path.join(layer, "sbin", "iptables-nft-save")).find((path) => existsSync(path));
  const program = findProgram("iptables-nft-save") ?? unpacked;
  if (!program) {
    throw new Error("there is no iptables-nft-save, so the test could not see a rule that was left");
  }
  const libraries = usr.map((layer) =>
    path.join(layer, "lib", `${process.arch === "x64" ? "x86_64" : "aarch64"}-linux-gnu`),
  );
  const rules = execFileSync(program, {
    encoding: "utf8",
    env: {
      LD_LIBRARY_PATH: libraries.join(":"),
      XTABLES_LIBDIR: libraries.map((dir) => path.join(dir, "xtables")).join(":"),
    },
  });
  return rules
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.replace(/\[\d+:\d+\]/, ""));
}
