import { randomUUID } from "node:crypto";
import { retry } from "../../../clients";
import { CodedError } from "../../../errors";
import type { AclSystem } from "./acl-system";
import type { ClusterFolder } from "./cluster-folder";
import { explainReset } from "./explain";
import { isNotReady, NotReadyError } from "./not-ready";

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
  readonly how: "created" | "found" | "adopted";
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

/** Milliseconds between two attempts. */
const PAUSE = 100;

/**
 * Bootstraps an ACL system, if necessary, and keeps its management token.
 *
 * A run that is killed can be repeated: a secret is written to the disk before it is sent to the server, and is removed
 * from its place only after it has been written to the next one.
 *
 * @throws CodedError if the system is bootstrapped and its management token is not known here
 */
export async function bootstrapAcls(system: AclSystem, options: BootstrapOptions): Promise<Bootstrapped> {
  const { folder, given, handOver, patience } = options;
  const { name } = system;
  const leader = await untilReady(patience, () => system.leader());
  const [pending, kept] = [folder.pending(name), folder.kept(name)];

  const mine = (await managementToken(system, pending)) ?? (await managementToken(system, kept));
  if (mine) {
    await settle(system, folder, mine, handOver);
    return { how: "found", ...mine };
  }
  const adopted = await managementToken(system, given);
  if (adopted) {
    // The server has just rejected the kept token, and accepts this one.
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
    const token = await untilReady(patience, () => mustBeManagementToken(system, secret));
    await settle(system, folder, token, handOver);
    return { how: "created", ...token };
  }
  if (pending === undefined) {
    // Sent once, by this run, and refused: nobody will ever take it.
    folder.dropPending(name);
  } else {
    // A run that was killed may have sent it, so that it was accepted only after we asked above.
    const late = await untilReady(LAG, () => mustBeManagementToken(system, pending)).catch(unlessNotReady);
    if (late) {
      await settle(system, folder, late, handOver);
      return { how: "found", ...late };
    }
  }
  const accessorId = folder.handedOver(name);
  if (accessorId !== undefined) {
    return { how: "found", accessorId };
  }
  throw new CodedError("bootstrap-refused", explainReset({ system, folder, leader, ...answer }));
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
    throw new NotReadyError(
      "server-not-ready",
      `${system.name} at ${system.address}: the new token is not known to this server yet`,
    );
  }
  return token;
}

/** Repeats an attempt until the server is ready. */
function untilReady<T>(limit: number, attempt: () => Promise<T>): Promise<T> {
  return retry({ limit, pause: PAUSE, isTransient: isNotReady }, attempt);
}

function unlessNotReady(error: unknown): undefined {
  if (!isNotReady(error)) {
    throw error;
  }
}
