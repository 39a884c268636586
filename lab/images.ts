import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "../tools/cache";
import type { Layers } from "../tools/debian-packages";
import type { Progress } from "../tools/progress";
import { run } from "../tools/run";
import { ensureTool } from "../tools/tool";
import { versions } from "../tools/versions";
import { type ImageFile, inUsr, librariesOf } from "./host-program-files";
import { keepalivedFiles } from "./keepalived-image";

/** Image of the container that holds a task group's network under the docker driver. */
export const infraImage = "cdknomad/pause:1";

/** Image of a CSI plugin that keeps volumes in a folder of its node, built by cdknomad from its Go module. */
export const csiHostpathImage = `cdknomad/hostpathplugin:${versions.csiHostpath}`;

/** A stand-in for an image: what the program `images` is told. */
interface ImageSpec {
  /** The name without its registry; `library/` is before the name of an image that docker.io has without an owner. */
  readonly ref: string;
  readonly files: readonly ImageFile[];
  readonly entrypoint: readonly string[];
  readonly ports?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** What is said of an image that is not the one its name promises. */
const STAND_IN = { "org.opencontainers.image.description": "stand-in made by cdknomad, not the real image" };

/**
 * The images that the lab's registry serves, as an OCI layout in the cache. They are stand-ins under the real names,
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
      // one program that is all commands; under the name of the shell it finds the others in itself
      files: ["busybox", "sh"].map((name) => ({ from: busybox, to: `/bin/${name}` })),
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
        // the plugin mounts by these commands
        ...["mount", "umount"].map((name) => ({ from: busybox, to: `/bin/${name}` })),
      ],
      entrypoint: ["/hostpathplugin"],
    },
    { ref: infraImage, files: [{ from: pause, to: "/pause" }], entrypoint: ["/pause"] },
  ];
  const builder = await ensureTool("images", progress);
  // the paths hold the keys of the builds, so they tell whether the content is the same
  const key = createHash("sha256")
    .update(JSON.stringify([builder, specs]))
    .digest("hex")
    .slice(0, 16);
  const layout = join(cacheDir(), "images", key);
  const refs = specs.map((spec) => spec.ref);
  if (existsSync(layout)) return { layout, refs };
  return progress.step(`making images ${refs.join(", ")}`, async () => {
    const temporary = `${layout}.${process.pid}.tmp`;
    mkdirSync(temporary, { recursive: true });
    try {
      writeFileSync(join(temporary, "specs.json"), JSON.stringify(specs));
      const built = await run([builder, "build", temporary, join(temporary, "specs.json")]);
      if (built.code !== 0) throw new Error(`images cannot be made: ${built.stderr.trim()}`);
      renameSync(temporary, layout);
    } catch (error) {
      // another lab may have made the same ones meanwhile
      if (!existsSync(layout)) throw error;
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    return { layout, refs };
  });
}
