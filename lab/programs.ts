import { atOnce } from "../tools/at-once";
import type { Progress } from "../tools/progress";
import { ensureTool, isBuilt } from "../tools/tool";
import { findServer, type Servers, type WantedServers } from "./servers";

/** Paths on this machine of the programs that the lab's hosts run. */
export interface Programs {
  readonly nomad: string;
  readonly consul: string;
  readonly podmanDriver: string;
  readonly images: string;
  readonly supervisor: string;
}

/** The programs of a lab before it is known where its servers come from. */
type Built = Omit<Programs, keyof Servers> & Servers;

/**
 * Number of simultaneous builds. Go uses all processors for each, but the end of a build is the linker, which uses one; then another
 * build can use the others.
 */
const BUILDS = 2;

/**
 * Finds or builds the programs of a lab: those that are needed to start it, and no other.
 *
 * @throws CodedError if a program that the user wants cannot be used, or if one cannot be built; see `ensureProgram`
 */
export async function buildPrograms(wanted: WantedServers, progress: Progress): Promise<Built> {
  // Before the others, which then find Go's own packages compiled. Two builds at the same time would both compile them.
  const images = await ensureTool("images", progress);
  const others = await atOnce<Omit<Built, "images">>(BUILDS, {
    nomad: () => findServer("nomad", wanted, progress),
    consul: () => findServer("consul", wanted, progress),
    supervisor: () => ensureTool("supervisor", progress),
    podmanDriver: () => ensureTool("nomad-driver-podman", progress),
  });
  return { images, ...others };
}

/** Whether a lab has to build some of its own programs, as at the first start on a machine. */
export async function isFirstStart(): Promise<boolean> {
  const built = await Promise.all((["supervisor", "images", "nomad-driver-podman"] as const).map(isBuilt));
  return built.includes(false);
}
