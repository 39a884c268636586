import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { CodedError } from "../../../errors";
import { readSecretFile, writeSecretFile } from "../../../lab/secret-file";
import type { SystemName } from "./acl-system";

/** Where the two servers of a cluster are. */
export type Addresses = Readonly<Partial<Record<SystemName, string>>>;

/**
 * What is kept of a bootstrapped cluster: the secrets of its management tokens, each in a file of its own (0600).
 *
 * A secret begins as *pending*: chosen, on the disk, perhaps sent. It becomes *kept* by a rename once its server has
 * accepted it. So there is no moment at which a token that a server knows is not on the disk.
 */
export class ClusterFolder {
  private readonly folder: string;

  /**
   * @param name the cluster's name, of our own choice
   * @param env the variables of the process; the folder is below XDG_STATE_HOME, else `~/.local/state`
   * @throws Error if the name cannot be a file's
   */
  constructor(
    readonly name: string,
    env: NodeJS.ProcessEnv = process.env,
  ) {
    if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) {
      throw new CodedError(
        "arguments-invalid",
        `cluster name "${name}": want 1 to 32 lower-case letters, digits and dashes, such as "home"; give it with --name`,
      );
    }
    const state = env.XDG_STATE_HOME || path.join(homedir(), ".local", "state");
    this.folder = path.join(state, "cdknomad", "clusters", name);
  }

  /** The lock that keeps two bootstraps of one cluster apart. */
  get lockFile(): string {
    return path.join(this.folder, "lock");
  }

  /** The file in which the secret of a management token is kept. */
  tokenFile(system: SystemName): string {
    return path.join(this.folder, `${system}.token`);
  }

  /** Makes the folder (0700) if it is not there. */
  create(): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** The addresses that were bootstrapped under this name; none before the first time. */
  addresses(): Addresses {
    return this.read("cluster.json", (text) => JSON.parse(text) as Addresses) ?? {};
  }

  /** Adds addresses to those that are known. */
  remember(addresses: Addresses): void {
    this.replace("cluster.json", `${JSON.stringify({ ...this.addresses(), ...addresses }, null, 2)}\n`);
  }

  /** The secret that the server has accepted. */
  kept(system: SystemName): string | undefined {
    return existsSync(this.tokenFile(system)) ? readSecretFile(this.tokenFile(system)) : undefined;
  }

  /** The secret that was chosen, and that the server may or may not have accepted. */
  pending(system: SystemName): string | undefined {
    return this.read(`${system}.token.pending`, (text) => text.trim());
  }

  /** Puts a chosen secret on the disk; only after that it may be used. */
  choose(system: SystemName, secret: string): void {
    this.replace(`${system}.token.pending`, `${secret}\n`);
  }

  /** Makes the pending secret the kept one. */
  keepPending(system: SystemName): void {
    renameSync(path.join(this.folder, `${system}.token.pending`), this.tokenFile(system));
    this.sync();
  }

  /** Forgets the pending secret, which its server has refused. */
  dropPending(system: SystemName): void {
    rmSync(path.join(this.folder, `${system}.token.pending`));
    this.sync();
  }

  /** Removes the secret of a token that the command of --to keeps now. */
  drop(system: SystemName): void {
    rmSync(path.join(this.folder, `${system}.token.pending`), { force: true });
    rmSync(this.tokenFile(system), { force: true });
    this.sync();
  }

  /** The accessor id of a token whose secret was handed to a command; it is no secret. */
  handedOver(system: SystemName): string | undefined {
    return this.read(`${system}.handed-over`, (text) => text.trim());
  }

  /** Notes that a token's secret is with a command now. */
  noteHandOver(system: SystemName, accessorId: string): void {
    this.replace(`${system}.handed-over`, `${accessorId}\n`);
  }

  private read<T>(file: string, parse: (text: string) => T): T | undefined {
    const source = path.join(this.folder, file);
    return existsSync(source) ? parse(readFileSync(source, "utf8")) : undefined;
  }

  /** Writes a file whole or not at all, and returns when it is on the disk. */
  private replace(file: string, content: string): void {
    const target = path.join(this.folder, file);
    // What a killed run left half written has been used by nobody.
    rmSync(`${target}.new`, { force: true });
    writeSecretFile(`${target}.new`, content);
    renameSync(`${target}.new`, target);
    this.sync();
  }

  private sync(): void {
    const descriptor = openSync(this.folder, "r");
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}
