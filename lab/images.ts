import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { cacheDir, cacheFolders } from "../tools/cache";
import { noteUse } from "../tools/cache-use";
import type { Layers } from "../tools/debian-packages";
import type { Progress } from "../tools/progress";
import { run } from "../tools/run";
import { ensureTool } from "../tools/tool";
import { versions } from "../tools/versions";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";
import { keepalivedFiles } from "./keepalived-image";
import { patroniImage, patroniLinks } from "./patroni-image";
import { postgresLinks, postgresVersion } from "./postgres-image";
import { type StandInProgram, standInProgramPath } from "./stand-in-program";

/** Image of the container that keeps the network of a task group under the docker driver. */
export const infraImage = "cdknomad/pause:1";

/** Image of a CSI plugin that keeps volumes in a folder of its node, built by cdknomad from its Go module. */
export const csiHostpathImage = `cdknomad/hostpathplugin:${versions.csiHostpath}`;

/** An image that the program `images` builds. */
interface ImageSpec {
  /** Repository and tag without the registry; with `library/` for an official image of docker.io. */
  readonly ref: string;
  readonly files: readonly ImageFile[];
  /** Symbolic links in the image, by their paths. */
  readonly links?: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly ports?: readonly string[];
  /** Environment variables, each as `NAME=value`. */
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Labels of an image that is not the one that its name promises. */
const STAND_IN = { "org.opencontainers.image.description": "stand-in built by cdknomad, not the real image" };

/** Returns the links with which busybox, one program with many commands, is called by the name of each. */
async function commandsOf(busybox: string): Promise<Record<string, string>> {
  const { code, stdout, stderr } = await run([busybox, "--list"]);
  if (code !== 0) {
    throw new CodedError("tool-unusable", `${busybox} --list: ${stderr.trim()}`);
  }
  const names = stdout.split("\n").filter((name) => name !== "" && name !== "busybox");
  return Object.fromEntries(names.map((name) => [`/bin/${name}`, "busybox"]));
}

/** An image that the lab's registry builds when a node needs it. */
export interface StandIn extends ImageSpec {
  /** Folder of the OCI layout with the image, or where it will be. */
  readonly layout: string;
  /** One of the files, which takes long to build. @default - all files are there */
  readonly program?: { readonly name: StandInProgram; readonly path: string };
}

/**
 * Returns the images that the lab's registry has for those that cannot be pulled, under the real names, and those that only labs have.
 * The registry builds an image when a node asks for it and its own registry does not answer.
 *
 * @param layers where the programs are that some of them are made of
 */
export async function standIns(progress: Progress, layers: Layers): Promise<StandIn[]> {
  const busybox = inUsr("busybox", layers, "bin/busybox");
  const caddy = inUsr("caddy", layers, "bin/caddy");
  const coredns: Plan = {
    program: "coredns",
    files: [],
    to: "/coredns",
    entrypoint: ["/coredns"],
    ports: ["53/tcp", "53/udp"],
    labels: { "org.opencontainers.image.description": "CoreDNS built by cdknomad from its Go module" },
  };
  const postgres = {
    to: "/",
    files: [{ from: busybox, to: "/bin/busybox" }],
    links: { ...(await commandsOf(busybox)), ...postgresLinks },
    entrypoint: ["docker-entrypoint.sh"],
    ports: ["5432/tcp"],
    env: ["LANG=C.UTF-8", "PGDATA=/var/lib/postgresql/data"],
  };
  // Each task group with a network of its own needs it.
  const pause = await ensureTool("image-pause", progress);
  const plans: Readonly<Record<string, Plan>> = {
    "corentinth/it-tools:latest": {
      program: "image-it-tools",
      files: [],
      to: "/it-tools",
      entrypoint: ["/it-tools"],
      ports: ["80/tcp"],
      labels: STAND_IN,
    },
    [`coredns/coredns:${versions.coredns}`]: coredns,
    "coredns/coredns:latest": coredns,
    "osixia/keepalived:2.0.20": {
      files: await keepalivedFiles(layers),
      entrypoint: ["/usr/local/sbin/keepalived", "--dont-fork", "--log-console"],
      labels: STAND_IN,
    },
    "library/busybox:1.35.0": {
      files: [{ from: busybox, to: "/bin/busybox" }],
      links: await commandsOf(busybox),
      entrypoint: [],
      labels: STAND_IN,
    },
    "library/caddy:2.6.2": {
      files: [{ from: caddy, to: "/usr/bin/caddy" }, ...(await librariesOf("caddy", caddy, layers))],
      entrypoint: [],
      ports: ["80/tcp"],
      labels: STAND_IN,
    },
    [`library/traefik:v${versions.traefik}`]: {
      program: "traefik",
      to: "/usr/local/bin/traefik",
      // The real image is one of Alpine Linux, with these commands.
      files: [{ from: busybox, to: "/bin/busybox" }],
      links: await commandsOf(busybox),
      entrypoint: ["/usr/local/bin/traefik"],
      ports: ["80/tcp"],
      labels: STAND_IN,
    },
    [`library/postgres:${postgresVersion}`]: { ...postgres, program: "postgres", labels: STAND_IN },
    [patroniImage]: { ...postgres, program: "postgres-patroni", links: { ...postgres.links, ...patroniLinks } },
    [csiHostpathImage]: {
      program: "csi-hostpath",
      // The plugin mounts with these commands.
      files: ["mount", "umount"].map((name) => ({ from: busybox, to: `/bin/${name}` })),
      to: "/hostpathplugin",
      entrypoint: ["/hostpathplugin"],
    },
    [infraImage]: { files: [{ from: pause, to: "/pause" }], entrypoint: ["/pause"] },
  };
  const builder = await ensureTool("images", progress);
  return Promise.all(Object.entries(plans).map(([ref, plan]) => standIn(ref, plan, builder)));
}

/** An image before the path of its program is known. */
interface Plan extends Omit<ImageSpec, "ref"> {
  /** A program of cdknomad, and its path in the image. */
  readonly program?: StandInProgram;
  readonly to?: string;
}

async function standIn(ref: string, plan: Plan, builder: string): Promise<StandIn> {
  const { program: name, to = "", ...spec } = plan;
  const program = name === undefined ? undefined : { name, path: await standInProgramPath(name) };
  const image = { ...spec, files: [...(program ? [{ from: program.path, to }] : []), ...spec.files] };
  // The paths contain the keys of the builds, so that they change with the content. The place of the cache does not change it.
  const key = createHash("sha256")
    .update(JSON.stringify([builder, image]).replaceAll(realpathSync(cacheDir()), "").replaceAll(cacheDir(), ""))
    .digest("hex")
    .slice(0, 16);
  const layout = path.join(cacheFolders().images, key);
  noteUse(layout, `image-${ref.replaceAll(/[/:]/g, "-")}`);
  return { ref, layout, ...image, ...(program && { program }) };
}
