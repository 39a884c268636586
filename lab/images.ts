import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CodedError } from "../errors";
import { cacheFolders } from "../tools/cache";
import { noteUse } from "../tools/cache-use";
import type { Layers } from "../tools/debian-packages";
import type { Progress } from "../tools/progress";
import { run } from "../tools/run";
import { ensureTool } from "../tools/tool";
import { versions } from "../tools/versions";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";
import { keepalivedFiles } from "./keepalived-image";

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
  readonly labels?: Readonly<Record<string, string>>;
}

/** What an installation needs the built images as. */
const STAND_INS = "stand-ins";

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

/**
 * The images that the lab's registry serves for those that cannot be pulled, as an OCI layout in the cache. They have the real names,
 * for places that cannot reach a registry.
 *
 * @param layers where the programs are that some of them are made of
 * @returns the layout's folder and the names of the images in it.
 */
export async function ensureImages(progress: Progress, layers: Layers): Promise<{ layout: string; refs: string[] }> {
  const itTools = await ensureTool("image-it-tools", progress);
  const pause = await ensureTool("image-pause", progress);
  const coredns = await ensureTool("coredns", progress);
  const hostpathPlugin = await ensureTool("csi-hostpath", progress);
  const busybox = inUsr("busybox", layers, "bin/busybox");
  const caddy = inUsr("caddy", layers, "bin/caddy");
  const specs: ImageSpec[] = [
    {
      ref: "corentinth/it-tools:latest",
      files: [{ from: itTools, to: "/it-tools" }],
      entrypoint: ["/it-tools"],
      ports: ["80/tcp"],
      labels: STAND_IN,
    },
    ...[versions.coredns, "latest"].map((tag) => ({
      ref: `coredns/coredns:${tag}`,
      files: [{ from: coredns, to: "/coredns" }],
      entrypoint: ["/coredns"],
      ports: ["53/tcp", "53/udp"],
      labels: { "org.opencontainers.image.description": "CoreDNS built by cdknomad from its Go module" },
    })),
    {
      ref: "osixia/keepalived:2.0.20",
      files: await keepalivedFiles(layers),
      entrypoint: ["/usr/local/sbin/keepalived", "--dont-fork", "--log-console"],
      labels: STAND_IN,
    },
    {
      ref: "library/busybox:1.35.0",
      files: [{ from: busybox, to: "/bin/busybox" }],
      links: await commandsOf(busybox),
      entrypoint: [],
      labels: STAND_IN,
    },
    {
      ref: "library/caddy:2.6.2",
      files: [{ from: caddy, to: "/usr/bin/caddy" }, ...(await librariesOf("caddy", caddy, layers))],
      entrypoint: [],
      ports: ["80/tcp"],
      labels: STAND_IN,
    },
    {
      ref: csiHostpathImage,
      files: [
        { from: hostpathPlugin, to: "/hostpathplugin" },
        // The plugin mounts with these commands.
        ...["mount", "umount"].map((name) => ({ from: busybox, to: `/bin/${name}` })),
      ],
      entrypoint: ["/hostpathplugin"],
    },
    { ref: infraImage, files: [{ from: pause, to: "/pause" }], entrypoint: ["/pause"] },
  ];
  const builder = await ensureTool("images", progress);
  // The paths contain the keys of the builds, so that they change with the content.
  const key = createHash("sha256")
    .update(JSON.stringify([builder, specs]))
    .digest("hex")
    .slice(0, 16);
  const layout = path.join(cacheFolders().images, key);
  const refs = specs.map((spec) => spec.ref);
  noteUse(layout, STAND_INS);
  if (existsSync(layout)) {
    return { layout, refs };
  }
  return progress.step(`building images ${refs.join(", ")}`, async () => {
    const temporary = `${layout}.${process.pid}.tmp`;
    mkdirSync(temporary, { recursive: true });
    try {
      writeFileSync(path.join(temporary, "specs.json"), JSON.stringify(specs));
      const built = await run([builder, "build", temporary, path.join(temporary, "specs.json")]);
      if (built.code !== 0) {
        throw new CodedError("image-not-built", `images cannot be built: ${built.stderr.trim()}`);
      }
      renameSync(temporary, layout);
    } catch (error) {
      // Another lab can have built the same images meanwhile.
      if (!existsSync(layout)) {
        throw error;
      }
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    noteUse(layout, STAND_INS);
    return { layout, refs };
  });
}
