import { createHmac } from "node:crypto";
import { stateVersionOf } from "../plan/seal";
import type { Stack } from "../stack/stack";
import { clusterFacts, rightsFacts } from "./cluster-facts";
import { NotProvable } from "./not-provable";
import { objectFacts } from "./objects";
import { programFacts } from "./program";
import { type ProgramHashes, programFactsOf } from "./programs";
import type { Readers } from "./reader";
import { settingFacts } from "./settings";
import { readState } from "./state-file";

/** What a report depends on, in the order in which a difference is reported. */
export const parts = ["state", "program", "programs", "settings", "cluster", "rights", "objects"] as const;

/** One of the things that a report depends on. */
export type Part = (typeof parts)[number];

/** All that the report of one stack depends on. */
export interface StackFacts {
  readonly stack: Stack;
  /** Lineage and serial of the state. */
  readonly state: string;
  readonly parts: Readonly<Record<Part, string>>;
}

/** What is the same for all stacks of a run. */
export interface FactOptions {
  /** The path of Terraform or OpenTofu. */
  readonly engine: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly readers: Readers;
  readonly hashes: ProgramHashes;
  /** The time of the run, in milliseconds. */
  readonly now: number;
}

/**
 * Reads all that the report of a stack depends on. Nothing is written.
 *
 * @throws NotProvable with the name of the stack if a part cannot be read, or is not all of what a report depends on
 */
export async function readFacts(stack: Stack, options: FactOptions): Promise<StackFacts> {
  const { engine, environment, readers, hashes, now } = options;
  try {
    // Without the servers first, because most programs that cannot be proved show it here.
    const program = programFacts(stack);
    const settings = settingFacts(stack, environment);
    const programs = programFactsOf(stack, engine, environment, hashes);
    const { text, objects } = await readState(stack, environment);
    const [cluster, rights, all] = await Promise.all([
      clusterFacts(stack, readers, environment),
      rightsFacts(stack, readers, environment),
      objectFacts(stack, objects, readers, environment, now),
    ]);
    const lists = { state: [text], program, programs, settings, cluster, rights, objects: all };
    const read = Object.fromEntries(parts.map((part) => [part, lists[part].join("\n")])) as Record<Part, string>;
    return { stack, state: stateVersionOf(text), parts: read };
  } catch (error) {
    throw error instanceof NotProvable ? new NotProvable(`${stack.name}: ${error.message}`, error.isTemporary) : error;
  }
}

/**
 * Computes digests of what the report of a stack depends on. They have a random salt, and the content of the state as their key, so
 * that a value cannot be found by trying without the state, which contains it anyway.
 */
export class Digester {
  private readonly key: Buffer;

  /** @param salt random text */
  constructor(
    private readonly facts: StackFacts,
    salt: string,
  ) {
    this.key = createHmac("sha256", salt).update(facts.parts.state).digest();
  }

  /** Returns the digest of each part. */
  parts(): Record<Part, string> {
    const read = this.facts.parts;
    return Object.fromEntries(parts.map((part) => [part, this.of(`${part}\n${read[part]}`)])) as Record<Part, string>;
  }

  /** Returns the digest of a text, in hexadecimal. */
  of(text: string): string {
    return createHmac("sha256", this.key).update(text).digest("hex");
  }
}
