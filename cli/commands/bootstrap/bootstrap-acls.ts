import { randomUUID } from "node:crypto";
import type { AclSystem } from "./acl-system";
import type { ClusterFolder } from "./cluster-folder";
import { explainReset } from "./explain";
import { patiently } from "./patiently";
import { NotReadyError } from "./send";

/** What the bootstrap of one system needs beside the system itself. */
export interface BootstrapOptions {
  readonly folder: ClusterFolder;
  /** A token that the caller has already, from the environment. @default - none */
  readonly given?: string;
  /** Takes the secret in place of our file. @default - the file keeps it */
  readonly handOver?: (secret: string) => Promise<void>;
  /** How long to wait for a server that is starting, in milliseconds. */
  readonly patience: number;
}

/** How a bootstrap ended well. */
export interface Bootstrapped {
  /** Whether this run made the token, found it made, or took it from the environment. */
  readonly how: "made" | "found" | "adopted";
  /** The token's secret; none when only the command that got it in an earlier run has it. */
  readonly secret?: string;
  /** The token's accessor id. */
  readonly accessorId: string;
}

/** A management token, seen by the server to be one. */
interface Token {
  readonly secret: string;
  readonly accessorId: string;
}

/** How long a server of the cluster may lag behind its leader, in milliseconds. */
const LAG = 3_000;

/**
 * Makes sure that an ACL system is bootstrapped and that its management token is kept.
 *
 * Killed at any point, the next run goes on: a secret is on the disk before the server hears of it, and leaves its
 * place there only when it is in the next one.
 *
 * @throws Error when the system is bootstrapped and nobody here has its management token
 */
export async function bootstrapAcls(system: AclSystem, options: BootstrapOptions): Promise<Bootstrapped> {
  const { folder, given, handOver, patience } = options;
  const { name } = system;
  const leader = await patiently(patience, () => system.leader());
  const [pending, kept] = [folder.pending(name), folder.kept(name)];

  const mine = (await managementToken(system, pending)) ?? (await managementToken(system, kept));
  if (mine) {
    await settle(system, folder, mine, handOver);
    return { how: "found", ...mine };
  }
  const adopted = await managementToken(system, given);
  if (adopted) {
    // What stands there has just been refused by a server that takes this one.
    folder.choose(name, adopted.secret);
    await settle(system, folder, adopted, handOver);
    return { how: "adopted", ...adopted };
  }

  const secret = pending ?? kept ?? randomUUID();
  if (pending === undefined) {
    folder.choose(name, secret);
  }
  const answer = await system.bootstrap(secret);
  if (answer.done) {
    const made = await patiently(patience, () => mustBeManagementToken(system, secret));
    await settle(system, folder, made, handOver);
    return { how: "made", ...made };
  }
  if (pending === undefined) {
    // Sent once, by this run, and refused: nobody will ever take it.
    folder.dropPending(name);
  } else {
    // A run that was killed may have sent it, so that it was accepted only after we asked above.
    const late = await patiently(LAG, () => mustBeManagementToken(system, pending)).catch(unlessNotReady);
    if (late) {
      await settle(system, folder, late, handOver);
      return { how: "found", ...late };
    }
  }
  const accessorId = folder.handedOver(name);
  if (accessorId !== undefined) {
    return { how: "found", accessorId };
  }
  throw new Error(explainReset({ system, folder, leader, ...answer }));
}

/** Brings an accepted secret to its last place. */
async function settle(
  { name }: AclSystem,
  folder: ClusterFolder,
  { secret, accessorId }: Token,
  handOver: BootstrapOptions["handOver"],
): Promise<void> {
  if (handOver) {
    // Should the command fail, the secret stays where it is and the next run hands it over again.
    await handOver(secret);
    folder.noteHandOver(name, accessorId);
    folder.drop(name);
  } else if (folder.pending(name) === secret) {
    folder.keepPending(name);
  }
}

async function managementToken(system: AclSystem, secret: string | undefined): Promise<Token | undefined> {
  if (secret === undefined) {
    return undefined;
  }
  const { standing, accessorId } = await system.standing(secret);
  return standing === "management" && accessorId !== undefined ? { secret, accessorId } : undefined;
}

async function mustBeManagementToken(system: AclSystem, secret: string): Promise<Token> {
  const token = await managementToken(system, secret);
  if (!token) {
    throw new NotReadyError(`${system.name} at ${system.address}: the new token is not known to this server yet`);
  }
  return token;
}

function unlessNotReady(error: unknown): undefined {
  if (!(error instanceof NotReadyError)) {
    throw error;
  }
}
