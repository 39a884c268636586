import type { Duration, Resources } from "../../constructs/spec";
import type { ContainerDriver } from "../container";
import type { PatternProps } from "../job-pattern";
import type { Postgres } from "../postgres";
import type { DatabaseVolume } from "../postgres-props";

/**
 * What a {@link PostgresBackup} is made of, beside its driver.
 *
 * @see docs/how-to/postgres-backup.md
 */
export interface PostgresBackupFields
  extends Omit<PatternProps, "ignore" | "namespace" | "protect" | "terraform" | "transform"> {
  /** The id of the job that makes the backups. A job that restores has the name of its database after it: `<name>-restore-<database>`. */
  readonly name: string;
  /** The server whose databases are backed up. The jobs are in its namespace. */
  readonly database: Postgres;
  /**
   * The user that reads the databases: one of the server's `readers`.
   * @default - the only reader
   */
  readonly user?: string;
  /**
   * The volume with the backups. On the same node as the volume of the server, a lost node takes the backups with it: use a CSI volume,
   * or a host volume on another node.
   */
  readonly volume: DatabaseVolume;
  /** When a backup is made: cron expressions, such as `["15 3 * * *"]` for a quarter past three each night. */
  readonly crons: readonly string[];
  /**
   * The time zone of `crons`, such as `"Europe/Berlin"`.
   * @default - Nomad uses UTC
   */
  readonly timeZone?: string;
  /**
   * How many backups of each database are kept; a new one that was restored as a test removes the oldest.
   * @default 14
   */
  readonly keep?: number;
  /**
   * The longest time that a backup with its test may take.
   * @default "6h"
   */
  readonly timeout?: Duration;
  /**
   * The image, with the programs of the server's major version or a later one.
   * @default - the image of the server
   */
  readonly image?: string;
  /** What each job needs from its node: `cpu` in MHz (or `cores`), and `memory` in MB. The test restores into a server of its own. */
  readonly resources: Resources;
}

/**
 * What a {@link PostgresBackup} is made of. Without a driver, it has the driver of the server.
 *
 * @see docs/how-to/postgres-backup.md
 */
export type PostgresBackupProps = PostgresBackupFields & (ContainerDriver | { readonly driver?: undefined });
