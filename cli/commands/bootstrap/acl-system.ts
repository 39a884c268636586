/** What a server says of a secret: a management token's, a lesser token's, or nobody's. */
export type Standing = "management" | "client" | "unknown";

/** What became of the wish to bootstrap. */
export type BootstrapAnswer =
  | { readonly done: true }
  | {
      readonly done: false;
      /** The number that has to be in the reset file, as the server says. */
      readonly resetIndex: number;
      /** What the reset file holds instead; none when there is no such file. */
      readonly specifiedIndex?: number;
    };

/** The name of a server that has an ACL system of its own. */
export type SystemName = "consul" | "nomad";

/** The ACL system of Consul or of Nomad, as far as the bootstrap goes. */
export interface AclSystem {
  readonly name: SystemName;
  /** Where its HTTP API is. */
  readonly address: string;
  /** The variable in which its own command finds a token. */
  readonly tokenVariable: string;
  /** The file, on the leader, that allows another bootstrap. */
  readonly resetFile: string;
  /**
   * The address of the leader.
   * @throws NotReadyError when there is none yet
   * @throws Error when ACLs are not enabled
   */
  leader(): Promise<string>;
  /**
   * What the server says of a secret.
   * @throws NotReadyError when it does not answer
   */
  standing(secret: string): Promise<{ readonly standing: Standing; readonly accessorId?: string }>;
  /**
   * Asks for the first management token to be made, with this secret. A second time it is refused.
   * @throws NotReadyError when it is not known whether the token was made
   */
  bootstrap(secret: string): Promise<BootstrapAnswer>;
}

/**
 * Reads a refusal to bootstrap.
 *
 * @returns nothing when the text is no such refusal
 */
export function readRefusal(text: string): BootstrapAnswer | undefined {
  const [, resetIndex] = /reset index: (\d+)/.exec(text) ?? [];
  const [, specifiedIndex] = /specified (\d+)/.exec(text) ?? [];
  if (resetIndex === undefined) {
    return undefined;
  }
  return {
    done: false,
    resetIndex: Number(resetIndex),
    ...(specifiedIndex !== undefined && { specifiedIndex: Number(specifiedIndex) }),
  };
}
