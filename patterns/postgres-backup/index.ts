import { Construct } from "constructs";
import { CodedError } from "../../errors";
import type { Container, ContainerDriver } from "../container";
import { CronJob } from "../cron-job";
import { jobFields, type PatternProps } from "../job-pattern";
import type { ProgramPattern } from "../program-pattern";
import { backupProgram, MOUNT, restoreProgram } from "./programs";
import type { PostgresBackupProps } from "./props";
import { RestoreJob } from "./restore-job";

export type { PostgresBackupFields, PostgresBackupProps } from "./props";

/** How many backups of a database are kept, unless the props say it. */
const KEEP = 14;

/** How long a backup may take, unless the props say it. */
const TIMEOUT = "6h";

/**
 * Backups of the databases of a {@link Postgres}: a job that dumps each database at the given times, and restores each dump as a test
 * before it counts as a backup; and a job for each database that restores it when an operator dispatches it.
 *
 * The job that makes backups logs in as a reader of the server, and each job that restores as the owner of its database. None of them can
 * read another password.
 *
 * @example
 * new PostgresBackup(stack, "backup", {
 *   name: "database-backup",
 *   database, // a Postgres with readers: ["backup"]
 *   volume: { source: "backups", type: "host" },
 *   crons: ["15 3 * * *"],
 *   resources: { cpu: 500, memory: 256 },
 * });
 *
 * @see docs/how-to/postgres-backup.md
 */
export class PostgresBackup extends Construct {
  /** The job that makes the backups. */
  readonly backup: CronJob;
  /** The job that restores a database, by the name of the database. */
  readonly restore: ReadonlyMap<string, ProgramPattern>;

  /**
   * @throws CodedError if the server has no such reader, or keeps no backup (`property-invalid`), or if the stack has one of the jobs
   * already (`address-taken`)
   */
  constructor(scope: Construct, id: string, props: PostgresBackupProps) {
    super(scope, id);
    const { crons, database, keep = KEEP, name, timeout = TIMEOUT, timeZone } = props;
    if (!Number.isInteger(keep) || keep < 1) {
      throw this.refusal(`keep: got ${keep}, want a whole number from 1`);
    }
    const user = this.readerOf(props);
    const { databases } = database;
    const fields: PatternProps = { ...jobFields(props), namespace: database.job.namespaceName };

    this.backup = new CronJob(this, "job", {
      ...fields,
      ...container(props, backupProgram, false),
      crons,
      timeout,
      ...(timeZone !== undefined && { timeZone }),
      env: { DATABASES: databases.join(" "), KEEP: String(keep) },
    });
    const [first] = databases;
    if (first !== undefined) {
      database.grantAccess(this.backup, { database: first, user });
    }

    const restores = databases.map((one) => {
      const job = new RestoreJob(this, `restore-${one}`, {
        ...fields,
        name: `${name}-restore-${one}`,
        container: container(props, restoreProgram, true),
      });
      database.grantAccess(job, { database: one });
      return [one, job] as const;
    });
    this.restore = new Map(restores);
  }

  private readerOf({ database, user }: PostgresBackupProps): string {
    const { readers } = database;
    const chosen = user ?? (readers.length === 1 ? readers[0] : undefined);
    if (chosen === undefined || !readers.includes(chosen)) {
      const names = readers.map((reader) => `"${reader}"`).join(", ");
      const fix =
        readers.length > 0 ? `want one of ${names}` : 'the server has no readers; declare readers: ["backup"]';
      throw this.refusal(`user: got ${user === undefined ? "nothing" : `"${user}"`}, ${fix}`);
    }
    return chosen;
  }

  private refusal(problem: string): CodedError {
    return new CodedError("property-invalid", `[${this.node.path}] ${problem}`);
  }
}

/** The container of a job: the image and the driver of the server, unless the props say it. */
function container(props: PostgresBackupProps, program: string, readOnly: boolean): Container {
  const { database, image = database.container.image, resources, volume } = props;
  const { config, driver } = (props.driver === undefined ? database.container : props) as ContainerDriver;
  return {
    image,
    ...(driver && { driver }),
    ...(config && { config }),
    command: "bash",
    args: ["/local/program.sh"],
    // The folders of a new volume belong to root.
    user: "root",
    templates: [{ destination: "local/program.sh", data: program }],
    volumes: [{ ...volume, destination: MOUNT, ...(readOnly && { readOnly }) }],
    resources,
  } as Container;
}
