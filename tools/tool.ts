import { existsSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "./cache";
import { findProgram } from "./find-program";
import { buildFolder, type GoProgram } from "./go-build";
import { ensureProgram } from "./program";
import type { Progress } from "./progress";
import { run } from "./run";
import { versions } from "./versions";

/** A program and, if a host can have it already, how to recognize its version. */
interface Tool extends GoProgram {
  /** Text that the pinned version prints for `-version`. @default - the host's own program is never used */
  readonly onHost?: string;
}

const moduleDir = (name: string) => path.join(repositoryRoot, "tools", "modules", name);

/** The programs, as they are built. */
export const tools = {
  nomad: {
    name: "nomad",
    version: versions.nomad,
    dir: moduleDir("nomad"),
    packagePath: "github.com/hashicorp/nomad",
    // Without "release", Nomad has a driver for its own tests.
    tags: ["ui", "release"],
    // Without it, Nomad has no driver exec, and tasks of the driver java run outside of their chroot.
    usesCgo: true,
    verify: { args: ["-version"], output: `Nomad v${versions.nomad}` },
  },
  consul: {
    name: "consul",
    version: versions.consul,
    dir: moduleDir("consul"),
    packagePath: "github.com/hashicorp/consul",
    verify: { args: ["-version"], output: `Consul v${versions.consul}` },
  },
  coredns: {
    name: "coredns",
    version: versions.coredns,
    dir: moduleDir("coredns"),
    packagePath: ".",
    onHost: `CoreDNS-${versions.coredns}`,
    verify: { args: ["-version"], output: `CoreDNS-${versions.coredns}` },
  },
  "nomad-driver-podman": {
    name: "nomad-driver-podman",
    version: versions.podmanDriver,
    dir: moduleDir("podman-driver"),
    packagePath: "github.com/hashicorp/nomad-driver-podman",
    // It prints no version, only that Nomad has to start it.
    verify: { args: [], output: "This binary is a plugin" },
  },
  "csi-hostpath": {
    name: "hostpathplugin",
    version: versions.csiHostpath,
    dir: moduleDir("csi-hostpath"),
    packagePath: "github.com/kubernetes-csi/drivers/app/hostpathplugin",
    verify: { args: ["-help"], output: "-drivername string" },
  },
  traefik: {
    name: "traefik",
    version: versions.traefik,
    dir: moduleDir("traefik"),
    packagePath: "github.com/traefik/traefik/v3/cmd/traefik",
    // Traefik's module lacks the files of its dashboard, without which it does not compile.
    patches: { "github.com/traefik/traefik/v3": "patches/traefik", "github.com/go-acme/lego/v4": "patches/lego" },
    verify: { args: ["version"], output: "Go version:" },
  },
  pebble: {
    name: "pebble",
    version: versions.pebble,
    dir: moduleDir("pebble"),
    packagePath: "github.com/letsencrypt/pebble/v2/cmd/pebble",
    verify: { args: ["-version"], output: "Pebble version:" },
  },
  // The parser of job files.
  jobspec: { name: "jobspec", dir: moduleDir("jobspec"), packagePath: "." },
  images: {
    name: "images",
    dir: moduleDir("images"),
    packagePath: ".",
    verify: { args: [], output: "usage: images build" },
  },
  supervisor: {
    name: "supervisor",
    dir: path.join(repositoryRoot, "lab", "supervisor"),
    packagePath: ".",
    verify: { args: [], output: "usage: supervisor start" },
  },
  "image-it-tools": {
    name: "image-it-tools",
    dir: path.join(repositoryRoot, "lab", "images"),
    packagePath: "./it-tools",
  },
  "image-pause": { name: "image-pause", dir: path.join(repositoryRoot, "lab", "images"), packagePath: "./pause" },
} satisfies Record<string, Tool>;

/** Programs that {@link ensureTool} can find or build. */
export type ToolName = keyof typeof tools;

/** Whether the program of this version is in the cache. */
export const isBuilt = async (name: ToolName): Promise<boolean> =>
  existsSync(path.join(await buildFolder(tools[name]), tools[name].name));

/**
 * Returns the path of a pinned program: for some programs that of the host if PATH has exactly the pinned version, for the parser of job
 * files the prebuilt one, otherwise one that is built from the Go module in `tools/modules/` and kept in the cache. For Nomad and
 * Consul, see `serverProgram`.
 *
 * @throws Error if it has to be built and cannot be; see {@link ensureProgram}.
 */
export async function ensureTool(name: ToolName, progress: Progress): Promise<string> {
  return (await onHost(name)) ?? ensureProgram(tools[name], progress);
}

/** Returns where {@link ensureTool} finds or builds a program, without building it. @throws Error without a Go toolchain */
export async function toolPath(name: ToolName): Promise<string> {
  return (await onHost(name)) ?? path.join(await buildFolder(tools[name]), tools[name].name);
}

/** Returns the program in PATH if it has exactly the pinned version. */
async function onHost(name: ToolName): Promise<string | undefined> {
  const tool: Tool = tools[name];
  const found = tool.onHost === undefined ? undefined : findProgram(tool.name);
  // A space or line end follows the version: 1.11.3 is not 1.11.30.
  return found && `${(await run([found, "-version"])).stdout}\n`.split(/[\s,]/).join(" ").includes(`${tool.onHost} `)
    ? found
    : undefined;
}
