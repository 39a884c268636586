import { Option } from "commander";
import { type Lab, labUp } from "../../../lab";
import type { NodeCount } from "../../../lab/topology";

/** What the commands that bring a lab up are told. */
export interface BringUpOptions {
  readonly name: string;
  readonly nodes?: string;
  readonly tls?: boolean;
}

/** `--nodes`, for the commands that bring a lab up. */
export const nodesOption = () => new Option("--nodes <count>", "how many nodes, 1 if not given").choices(["1", "3"]);

/** `--tls`, for the commands that bring a lab up. */
export const tlsOption = () =>
  new Option("--tls", "mutual TLS for Nomad and Consul, with certificates made for this lab, and encrypted gossip");

/**
 * Brings a lab up, or takes it down again when the person presses Ctrl-C.
 *
 * @returns the lab; nothing when it was interrupted, which is then told and set as the exit code
 * @throws Error if the lab cannot be brought up; see {@link labUp}
 */
export async function bringUp({ name, nodes, tls }: BringUpOptions): Promise<Lab | undefined> {
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
  try {
    return await labUp({
      name,
      ...(nodes ? { nodes: Number(nodes) as NodeCount } : {}),
      ...(tls !== undefined && { tls }),
      signal: interrupt.signal,
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.stderr.write(`interrupted; nothing of lab "${name}" is left running\n`);
    process.exitCode = 130;
    return undefined;
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
  }
}
