import type { Construct } from "constructs";
import { CodedError } from "../errors";
import type { ContainerDriver, ContainerProps } from "./container";
import { JobPattern } from "./job-pattern";
import { postgresJob } from "./postgres-job";
import { addConsulAccess } from "./postgres-patroni/consul-access";
import { databasesOf, isReplicated, type PostgresProps } from "./postgres-props";
import { addressPath, DatabaseVariable, userPath } from "./postgres-variables";
import type { ProgramPattern } from "./program-pattern";

/**
 * Which database a program gets access to, and as which user.
 *
 * @see docs/how-to/postgres.md
 */
export interface DatabaseAccess {
  /**
   * The database.
   * @default - the only declared one
   */
  readonly database?: string;
  /**
   * The user: the owner of the database, or one of `readers`.
   * @default - the owner
   */
  readonly user?: string;
}

/**
 * A PostgreSQL server with the declared databases and their users: one instance on a volume, or several on different nodes, of which
 * Patroni makes one the primary.
 *
 * The job itself creates a password for each user when it starts, and keeps it in the Nomad Variable
 * `postgres/<job>/users/<user>`. So no password is in the program, a plan, or Terraform's state. A grant gives exactly one job the
 * right to read exactly one of these variables.
 *
 * @example
 * const database = new Postgres(stack, "database", {
 *   name: "database",
 *   image: "docker.io/library/postgres:17.6",
 *   volume: { source: "database", type: "host" },
 *   databases: ["shop"],
 *   resources: { cpu: 500, memory: 512 },
 * });
 * database.grantAccess(shop);
 *
 * @see docs/how-to/postgres.md
 */
export class Postgres extends JobPattern {
  /** Names of the declared databases. */
  readonly databases: readonly string[];
  /** Users that can read every database. */
  readonly readers: readonly string[];
  /** The image of the server, with its driver. */
  readonly container: Pick<ContainerProps, "image"> & ContainerDriver;
  private readonly owners: ReadonlyMap<string, string>;
  private readonly variables = new Map<string, DatabaseVariable>();

  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), if it has several instances and the settings of the stack have no Consul (`consul-missing`), or if two stacks
   * would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id, postgresJob(props));
    const { config, driver, image, readers = [] } = props;
    if (isReplicated(props)) {
      this.job.respecify(postgresJob(props).job, [addConsulAccess(this, props)]);
    }
    this.owners = new Map(databasesOf(props).map(({ name, owner }) => [name, owner]));
    this.databases = [...this.owners.keys()];
    this.readers = readers;
    this.container = { image, ...(driver && { driver }), ...(config && { config }) } as Postgres["container"];
  }

  /**
   * Gives a program what it needs to use a database: the environment variables `PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER`, and
   * `PGPASSWORD`, which libpq and most clients read, and the right to read the two Nomad Variables with their values. The program is
   * deployed after the database. It is restarted when the server moves to another address.
   *
   * @throws CodedError if there is no such database, the user may not use it, or the program has access already (`property-invalid`), or if
   * two stacks would depend on each other (`stack-cycle`)
   */
  grantAccess(program: ProgramPattern, access: DatabaseAccess = {}): void {
    const [database, user] = this.choose(access);
    const address = this.variable("address", addressPath(this.job.jobId));
    const login = this.variable(`user-${user}`, userPath(this.job.jobId, user));
    program.addEnvironment(
      {
        env: { PGDATABASE: database },
        secrets: {
          PGHOST: { variable: address, item: "host" },
          PGPORT: { variable: address, item: "port" },
          PGUSER: { variable: login, item: "user" },
          PGPASSWORD: { variable: login, item: "password" },
        },
      },
      [login],
    );
  }

  private choose(access: DatabaseAccess): readonly [database: string, user: string] {
    const { database = this.databases.length === 1 ? this.databases[0] : undefined } = access;
    const owner = database === undefined ? undefined : this.owners.get(database);
    if (database === undefined || owner === undefined) {
      throw this.refusal("database", database, this.databases);
    }
    const { user = owner } = access;
    const users = [owner, ...this.readers];
    if (!users.includes(user)) {
      throw this.refusal("user", user, users);
    }
    return [database, user];
  }

  private refusal(field: string, got: string | undefined, allowed: readonly string[]): CodedError {
    const found = got === undefined ? "got nothing" : `got "${got}"`;
    const names = allowed.map((name) => `"${name}"`).join(", ");
    return new CodedError("property-invalid", `[${this.node.path}] ${field}: ${found}, want one of ${names}`);
  }

  private variable(id: string, path: string): DatabaseVariable {
    const variable = this.variables.get(path) ?? new DatabaseVariable(this, id, this.job, path);
    this.variables.set(path, variable);
    return variable;
  }
}
