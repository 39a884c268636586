import type { NetworkResource, TaskGroup, UpdateStrategy } from "../constructs/spec";
import type { ContainerDriver, ContainerProps } from "./container";
import type { PatternProps } from "./job-pattern";
import type { VolumeOfName, WritableVolume } from "./volumes";

/**
 * The volume of a database: a construct of this program, or the name of a volume that exists. Its place in the container is fixed.
 *
 * @see docs/how-to/volumes.md
 */
export type DatabaseVolume = WritableVolume;

/**
 * The volumes of several instances, one for each: an existing volume of this name on each node, or with `perAlloc` the volumes
 * `<source>[0]`, `<source>[1]`, and so on.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/volume#per_alloc
 */
export type InstanceVolumes = Omit<VolumeOfName, "destination" | "propagationMode" | "readOnly">;

/**
 * How the instances of a server reach Consul, in which they elect the primary.
 *
 * @see https://patroni.readthedocs.io/en/latest/ENVIRONMENT.html#consul
 */
export interface PostgresConsul {
  /**
   * The address of the agent, as the container sees it. `${...}` of the node is allowed.
   * @default "http://${attr.unique.network.ip-address}:8500"
   */
  readonly address?: string;
  /**
   * The name of the auth method with which tasks log in.
   * @default "nomad-workloads"
   */
  readonly authMethod?: string;
}

/**
 * A database of the server.
 *
 * @see https://www.postgresql.org/docs/current/managing-databases.html
 */
export interface PostgresDatabase {
  /** The name of the database: small letters, digits, and `_`. */
  readonly name: string;
  /**
   * The user that owns the database. It can be the owner of several.
   * @default - a user with the name of the database
   */
  readonly owner?: string;
}

/**
 * What a {@link Postgres} is made of, beside its driver.
 *
 * @see docs/how-to/postgres.md
 */
export interface PostgresFields
  extends PatternProps,
    Pick<ContainerProps, "image" | "killTimeout" | "logs" | "resources">,
    Pick<TaskGroup, "disconnect" | "reschedule" | "restart"> {
  /** The volume with the data. Several instances need one for each. */
  readonly volume: DatabaseVolume | InstanceVolumes;
  /**
   * How many instances there are, each on another node. With more than one, Patroni elects the primary in Consul, and a commit is
   * acknowledged when two of them have it. Three survive the loss of a node. The image has to have Patroni.
   * @default 1
   */
  readonly instances?: number;
  /**
   * How several instances reach Consul.
   * @default - the agent of the node, at port 8500 of its address
   */
  readonly consul?: PostgresConsul;
  /** The databases, each with a user that owns it. A name alone is a database whose owner has the same name. */
  readonly databases: readonly (string | PostgresDatabase)[];
  /**
   * Users that can read every declared database and write to none, such as one for backups.
   * @default - none
   */
  readonly readers?: readonly string[];
  /**
   * Settings of the server, such as `{ max_connections: 200, shared_buffers: "256MB" }`.
   * @default - those of the image
   * @see https://www.postgresql.org/docs/current/runtime-config.html
   */
  readonly settings?: Readonly<Record<string, boolean | number | string>>;
  /**
   * The port of the node on which the server is reached.
   * @default - Nomad chooses one
   */
  readonly port?: number;
  /**
   * Where the service is registered. Only Consul can run the check `pg_isready`; with `"nomad"` the check is a TCP connection, and the
   * service has a name in the domain of a `DnsServer`.
   * @default "consul"
   */
  readonly provider?: "consul" | "nomad";
  /**
   * The name of the service in service discovery.
   * @default - the name of the job
   */
  readonly serviceName?: string;
  /**
   * The network of the group, without its ports.
   * @default - the mode `bridge`, which needs the CNI plugins on the nodes
   */
  readonly network?: Omit<NetworkResource, "ports">;
  /**
   * How Nomad waits during an update. The old instance always stops before the new one starts.
   * @default - healthy for 10 s, within 5 minutes; otherwise Nomad returns to the last version that was healthy
   */
  readonly update?: Omit<UpdateStrategy, "autoPromote" | "canary" | "maxParallel">;
}

/**
 * What a {@link Postgres} is made of.
 *
 * @see docs/how-to/postgres.md
 */
export type PostgresProps = PostgresFields & ContainerDriver;

/** Whether several instances elect a primary. */
export function isReplicated({ instances = 1 }: Pick<PostgresFields, "instances">): boolean {
  return instances > 1;
}

/** A database with its owner. */
export type OwnedDatabase = Required<PostgresDatabase>;

/** Returns the databases with their owners. */
export function databasesOf({ databases }: Pick<PostgresFields, "databases">): OwnedDatabase[] {
  return databases.map((database) => {
    const { name, owner = name } = typeof database === "string" ? { name: database } : database;
    return { name, owner };
  });
}

/** Returns the users that own or read databases, each once. */
export function usersOf(props: Pick<PostgresFields, "databases" | "readers">): string[] {
  return [...new Set([...databasesOf(props).map(({ owner }) => owner), ...(props.readers ?? [])])];
}
