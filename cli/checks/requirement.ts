import type { ClientNode } from "./nodes";

/** Something that a group of tasks needs of its node. */
export interface Requirement {
  /** As it stands in a sentence after "has": `the driver "qemu"`. */
  readonly what: string;
  /** What is wrong with a node in a few words; nothing if it has it. */
  lacks(node: ClientNode): string | undefined;
  /** What to do about it. */
  readonly mend: string;
}
