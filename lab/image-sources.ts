import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { labPaths } from "./paths";
import { registryPaths } from "./registry";

/** Where an image comes from that cdknomad can build a stand-in for. */
export interface ImageSource {
  /** Full name, such as `docker.io/coredns/coredns:latest`. */
  readonly name: string;
  /** Whether nodes get the stand-in. */
  readonly standIn: boolean;
  /** Why they do not get the real image. */
  readonly because?: string;
}

/** How long a registry that does not answer is waited for, in milliseconds. The start of a lab takes about as long. */
const PATIENCE = 5_000;

/**
 * Returns where the images of the examples come from, as it was when the lab started.
 *
 * @returns `undefined` if the registries have not answered yet
 */
export async function imageSources(name: string, patience = PATIENCE): Promise<readonly ImageSource[] | undefined> {
  const { sources } = registryPaths(labPaths(name));
  const end = Date.now() + patience;
  while (!existsSync(sources)) {
    if (Date.now() >= end) {
      return undefined;
    }
    await setTimeout(50);
  }
  return JSON.parse(readFileSync(sources, "utf8")) as ImageSource[];
}
