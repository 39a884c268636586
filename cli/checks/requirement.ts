import type { ClientNode } from "./nodes";

/** Something that a group of tasks needs from its node. */
export interface Requirement {
  /** Name of the requirement after "has", such as `the driver "qemu"`. */
  readonly what: string;
  /** What the node lacks, in a few words; undefined if it lacks nothing. */
  lacks(node: ClientNode): string | undefined;
  /** How to fix it. */
  readonly fix: string;
}
