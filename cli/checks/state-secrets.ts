import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { resourceTypes } from "../../constructs/resource-types";
import { isPlainObject } from "../../constructs/spec/json";
import { CodedError } from "../../errors";
import { backendOf } from "../stack/backend";
import type { Stack } from "../stack/stack";
import { type PullState, parseState, readStateText, StateUnreadable } from "../stack/state-text";
import { type Finding, warning } from "./finding";

/** The parts of a state's JSON that are read. */
interface StateJson {
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** A resource in a state with secrets. */
interface Holder {
  readonly address: string;
  /** Names of the attributes. */
  readonly attributes: readonly string[];
  /** Whether the next apply removes the secrets, because the program has them in write-only arguments. */
  readonly isRemovable: boolean;
}

/** Write-only arguments have no value in a state, and their hashes and versions are not secrets. */
const WRITE_ONLY = /_wo(_hash|_version)?$/;

/**
 * Checks which states contain secrets, and which backups next to a file.
 *
 * @param pull reads the states that are neither in files nor in Consul. @default - those are not checked
 */
export async function checkStateSecrets(stacks: readonly Stack[], pull?: PullState): Promise<readonly Finding[]> {
  const found = stacks.map(async (stack) => {
    const backend = backendOf(stack);
    const isReadable = backend.kind === "local" || backend.kind === "consul" || !pull;
    const text = await (isReadable ? readStateText(backend) : pull(stack)).catch((error: unknown) => {
      if (error instanceof StateUnreadable || error instanceof CodedError) {
        return undefined; // the check of the state reports it
      }
      throw error;
    });
    return [
      ...(text === undefined ? [] : stateFindings(stack, text)),
      ...(backend.kind === "local" ? backupFindings(stack, `${backend.file}.backup`) : []),
    ];
  });
  return (await Promise.all(found)).flat();
}

/** Returns which secrets a state contains, by addresses and attributes. */
export function stateFindings(stack: Stack, text: string): Finding[] {
  const holders = holdersIn(stack, text);
  const removable = holders.filter(({ isRemovable }) => isRemovable);
  const others = holders.filter(({ isRemovable }) => !isRemovable);
  return [
    ...(removable.length === 0
      ? []
      : [
          warning(
            "state-holds-secrets",
            `${stack.name}: its state contains secrets that the program has in write-only arguments: ${listed(removable)}; plan and apply once, then delete the backups of the state`,
          ),
        ]),
    ...(others.length === 0
      ? []
      : [
          warning(
            "state-holds-secrets",
            `${stack.name}: its state contains secrets: ${listed(others)}; protect it like these secrets, or do without them in the way that the page of this code describes`,
          ),
        ]),
  ];
}

/** Returns the finding for a backup with secrets that the next apply removes, or has removed, from the state. */
function backupFindings(stack: Stack, file: string): Finding[] {
  const removable = existsSync(file)
    ? holdersIn(stack, readFileSync(file, "utf8")).filter(({ isRemovable }) => isRemovable)
    : [];
  return removable.length === 0
    ? []
    : [
        warning(
          "state-holds-secrets",
          `${stack.name}: a backup of its state contains secrets: ${listed(removable)}; delete it with: rm ${path.relative(process.cwd(), file)}`,
        ),
      ];
}

function listed(holders: readonly Holder[]): string {
  return holders.map(({ address, attributes }) => `${address} (${attributes.join(", ")})`).join(", ");
}

function holdersIn(stack: Stack, text: string): Holder[] {
  const { resources = [] } = (parseState(text) ?? {}) as StateJson;
  const programs = new Map(stack.resources().map(({ address, values }) => [address, values]));
  return resources.flatMap(({ module, mode, type, name, instances }) => {
    const pattern = resourceTypes.get(type)?.secrets;
    const isManaged = mode === "managed" && module === undefined;
    const address = [...(module ? [module] : []), ...(mode === "data" ? ["data"] : []), type, name].join(".");
    const program = isManaged ? programs.get(address) : undefined;
    const secrets = pattern === undefined ? [] : secretsOf(new RegExp(pattern, "i"), instances, program ?? {});
    return secrets.length === 0
      ? []
      : [
          {
            address,
            attributes: secrets,
            isRemovable: secrets.every((attribute) => program !== undefined && hasWriteOnly(program, attribute)),
          },
        ];
  });
}

/** Returns the attributes with secrets. A value that the program itself contains in the clear is not a secret of the state. */
function secretsOf(
  pattern: RegExp,
  instances: NonNullable<StateJson["resources"]>[number]["instances"],
  program: Readonly<Record<string, unknown>>,
): string[] {
  const known = new Set([...texts(program)].map(([at, value]) => `${at}=${value}`));
  const found = instances.flatMap(({ attributes = {} }) =>
    [...texts(attributes)].flatMap(([at, value]) => {
      const [attribute = ""] = at.split(".");
      const isSecret = pattern.test(at) && !WRITE_ONLY.test(attribute) && !known.has(`${at}=${value}`);
      return isSecret ? [attribute] : [];
    }),
  );
  return [...new Set(found)];
}

/** Whether the program has a write-only argument in place of an attribute, on the top level or in its block. */
function hasWriteOnly(program: Readonly<Record<string, unknown>>, attribute: string): boolean {
  return [...texts(program)].some(([at]) => {
    const names = at.split(".");
    return names[0] === `${attribute}_wo` || (names[0] === attribute && names.some((name) => /_wo$/.test(name)));
  });
}

/** Returns the texts in a value with their paths, without the numbers of blocks: a state has a list where a program has one block. */
function* texts(value: unknown, at: readonly string[] = []): Generator<readonly [string, string]> {
  if (typeof value === "string") {
    if (value !== "") {
      yield [at.join("."), value];
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      yield* texts(item, at);
    }
  } else if (isPlainObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      yield* texts(item, [...at, name]);
    }
  }
}
