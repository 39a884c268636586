import { createHmac } from "node:crypto";
import type { Stack } from "../stack/stack";
import { clusterFacts, rightsFacts } from "./cluster-facts";
import { type Item, itemsOf } from "./items";
import { NotProvable } from "./not-provable";
import { objectFacts } from "./objects";
import { type ProgramFacts, programFacts } from "./program";
import { type ProgramHashes, programFactsOf } from "./programs";
import type { Readers } from "./reader";
import { settingFacts } from "./settings";
import { readState, type StoredState } from "./state-file";

/** What the plans of all resources of a stack depend on, in the order in which a difference is reported. */
export const parts = ["state", "program", "programs", "settings", "cluster", "rights"] as const;

/** One of the things that all plans of a stack depend on. */
export type Part = (typeof parts)[number];

/** All that the report of one stack depends on. */
export interface StackFacts {
  readonly stack: Stack;
  readonly program: ProgramFacts;
  readonly state: StoredState;
  readonly parts: Readonly<Record<Part, string>>;
  /** The resources and outputs of the program and of the state. */
  readonly items: readonly Item[];
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
    const state = await readState(stack, environment);
    const [cluster, rights, objects] = await Promise.all([
      clusterFacts(stack, readers, environment),
      rightsFacts(stack, readers, environment),
      objectFacts(stack, state.objects, readers, environment, now),
    ]);
    const lists = { state: [state.rest], program: program.shared, programs, settings, cluster, rights };
    const read = Object.fromEntries(parts.map((part) => [part, lists[part].join("\n")])) as Record<Part, string>;
    return { stack, program, state, parts: read, items: itemsOf(program.configuration, state, objects) };
  } catch (error) {
    throw error instanceof NotProvable ? new NotProvable(`${stack.name}: ${error.message}`, error.isTemporary) : error;
  }
}

/** How many bytes of a digest of a resource are stored: a state in Consul may have thousands, and a value there 512 KiB. */
const SHORT = 16;

/**
 * Computes digests of what the report of a stack depends on. They have a random salt, and the lineage of the state as their key; that of
 * a resource also has its entry of the state. So a value cannot be found by trying without the state, which contains it anyway.
 */
export class Digester {
  private readonly key: Buffer;

  /** @param salt random text */
  constructor(
    private readonly facts: StackFacts,
    salt: string,
  ) {
    this.key = hmac(salt, facts.parts.state);
  }

  /** Returns the digest of each part. */
  parts(): Record<Part, string> {
    const read = this.facts.parts;
    return Object.fromEntries(parts.map((part) => [part, this.of(`${part}\n${read[part]}`)])) as Record<Part, string>;
  }

  /** Returns the digest of a resource or output, in Base64; nothing for one that only Terraform can compare. */
  item({ address, stored, text }: Item): string | undefined {
    const key = hmac(this.key, stored);
    return text === undefined ? undefined : hmac(key, `${address}\n${text}`).subarray(0, SHORT).toString("base64");
  }

  /** Returns the digest of a text, in hexadecimal. */
  of(text: string): string {
    return hmac(this.key, text).toString("hex");
  }
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
