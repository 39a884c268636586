import { dedent } from "../constructs/dedent";
import type { ServiceCheck, Task } from "../constructs/spec";
import { type Container, containerTask, networkOf } from "./container";
import { type BuiltJob, jobFields, namespaceNameOf } from "./job-pattern";
import { addressProgram, passwordsProgram, variablesProgram } from "./postgres-passwords";
import { PATRONI_USERS, REPLICATOR } from "./postgres-patroni/accounts";
import { instanceProgram, instanceTemplate, sharedConfiguration } from "./postgres-patroni/configuration";
import { instanceServices, REST_PORT } from "./postgres-patroni/services";
import { postgresIssues } from "./postgres-problems";
import { isReplicated, type PostgresProps, usersOf } from "./postgres-props";
import { primaryProgram, rolesProgram, rolesTemplate } from "./postgres-roles";
import { OWN_SETTINGS } from "./postgres-settings";
import { addressPath, SUPERUSER, userPath } from "./postgres-variables";
import { typeOf, volumeParts } from "./volumes";

/** The label of the port. The program that writes the address reads it by this name. */
const PORT = { label: "postgres", number: 5432 } as const;

/** Where the container sees the volume. It is no folder of the image, whose volumes and checks of later versions depend on it. */
const MOUNT = "/pgdata";

/** Returns the job of a database, and what is wrong with its props. The function is pure. */
export function postgresJob(props: PostgresProps): BuiltJob {
  const { instances = 1, name, network, port, provider = "consul", serviceName = name, update } = props;
  const { disconnect, reschedule, restart } = props;
  const hasReplicas = isReplicated(props);
  const volume = { ...props.volume, destination: MOUNT };
  const ports = [
    { name: PORT.label, to: PORT.number, ...(port !== undefined && { static: port }) },
    ...(hasReplicas ? [{ name: REST_PORT, to: 8008 }] : []),
  ];
  return {
    job: {
      ...jobFields(props),
      groups: [
        {
          name: "postgres",
          count: instances,
          ...(hasReplicas && { constraints: [{ operator: "distinct_hosts", value: "true" }] }),
          network: networkOf(network, ports, props as unknown as Container),
          services: hasReplicas
            ? instanceServices(serviceName, PORT.label)
            : [{ provider, name: serviceName, port: PORT.label, checks: [check(provider, name)] }],
          volumes: volumeParts([volume]).volumes,
          // Never two instances with one volume: the old one stops before the new one starts.
          update: {
            // With replicas, the next instance stops when this one follows the primary again.
            minHealthyTime: hasReplicas ? "20s" : "10s",
            healthyDeadline: "5m",
            progressDeadline: "10m",
            autoRevert: true,
            ...update,
            maxParallel: 1,
            canary: 0,
          },
          ...(disconnect
            ? { disconnect }
            : // Nomad starts a replacement elsewhere only after this time, when a node without a connection has stopped its instance.
              typeOf(volume) === "csi" && { disconnect: { stopOnClientAfter: "1m" } }),
          ...(restart && { restart }),
          ...(reschedule && { reschedule }),
          tasks: [
            passwordsTask(props),
            hasReplicas ? instanceTask(props, volume) : serverTask(props, volume),
            rolesTask(props),
          ],
        },
      ],
    },
    issues: postgresIssues(props),
    rights: { variables: rightsOf(props) },
  };
}

/** Script checks exist in Consul only. A server that recovers after a crash is not healthy, and must not be restarted. */
function check(provider: "consul" | "nomad", task: string): ServiceCheck {
  const times = { interval: "10s", timeout: "5s" } as const;
  return provider === "nomad"
    ? { type: "tcp", ...times }
    : { type: "script", task, command: "pg_isready", args: ["--host=127.0.0.1", "--username=postgres"], ...times };
}

/** The users with a password. Where several instances are, the superuser has none, because it logs in through the socket only. */
function accountsOf(props: PostgresProps): string[] {
  return [...(isReplicated(props) ? PATRONI_USERS : [SUPERUSER]), ...usersOf(props)];
}

/** Exactly the variables of this database. */
function rightsOf(props: PostgresProps): Record<string, readonly ["read", "write"] | readonly ["write"]> {
  const users = accountsOf(props).map((user) => [userPath(props.name, user), ["read", "write"]]);
  return Object.fromEntries([[addressPath(props.name), ["write"]], ...users]);
}

/** The container of a task, with the driver of the props. */
function container(props: PostgresProps, more: Omit<Container, "config" | "driver" | "image">): Container {
  const { image, driver, config } = props;
  return { image, ...(driver && { driver }), ...(config && { config }), ...more } as Container;
}

/** The resources of a task that waits most of the time. */
const SMALL = { cpu: 50, memory: 64 } as const;

function passwordsTask(props: PostgresProps): Task {
  const program = isReplicated(props) ? passwordsProgram : variablesProgram;
  const task = containerTask(
    "passwords",
    namespaceNameOf(props),
    container(props, {
      command: "perl",
      args: ["/local/passwords.pl", `postgres/${props.name}`, ...accountsOf(props)],
      // Only root can use the socket of the task API.
      user: "root",
      templates: [{ destination: "local/passwords.pl", data: program }],
      resources: SMALL,
    }),
    [],
  );
  // The token is in the environment of this task only.
  return { ...task, lifecycle: { hook: "prestart" }, identities: [{ env: true }] } as Task;
}

function serverTask(props: PostgresProps, volume: Parameters<typeof volumeParts>[0][number]): Task {
  const { killTimeout = "30s", logs, name, resources, settings = {} } = props;
  const all = { ...settings, ...OWN_SETTINGS };
  return containerTask(
    name,
    namespaceNameOf(props),
    container(props, {
      command: "postgres",
      args: Object.entries(all).flatMap(([setting, value]) => ["-c", `${setting}=${value}`]),
      env: {
        PGDATA: `${MOUNT}/data`,
        POSTGRES_INITDB_ARGS: "--auth-local=peer --auth-host=scram-sha-256 --data-checksums",
        POSTGRES_PASSWORD_FILE: "/secrets/password",
      },
      templates: [
        {
          destination: "secrets/password",
          data: `{{ with nomadVar "${userPath(name, SUPERUSER)}" }}{{ .password.Value }}{{ end }}`,
          perms: "0400",
          // It is used for a new volume only.
          changeMode: "noop",
        },
        { destination: "local/pg_hba.conf", data: hbaOf(props) },
        { destination: "local/pg_ident.conf", data: ident },
      ],
      volumes: [volume],
      // A fast shutdown: it ends connections and writes all data. SIGTERM would wait until all clients are gone.
      killSignal: "SIGINT",
      killTimeout,
      ...(logs && { logs }),
      resources,
    }),
    [PORT.label],
  );
}

/** The server with Patroni, which starts and stops it, and elects the primary. */
function instanceTask(props: PostgresProps, volume: Parameters<typeof volumeParts>[0][number]): Task {
  const { consul: { address = "http://${attr.unique.network.ip-address}:8500" } = {}, killTimeout = "30s" } = props;
  const task = containerTask(
    props.name,
    namespaceNameOf(props),
    container(props, {
      command: "bash",
      args: ["/local/instance.sh"],
      user: "root",
      env: { PATRONI_CONSUL_URL: address },
      templates: [
        // A restart of all instances at once would lose the primary.
        { destination: "secrets/patroni.yml", data: instanceTemplate(props), perms: "0400", changeMode: "noop" },
        { destination: "local/shared.json", data: sharedConfiguration(props) },
        { destination: "local/instance.sh", data: instanceProgram },
        { destination: "local/pg_hba.conf", data: hbaOf(props) },
        { destination: "local/pg_ident.conf", data: ident },
      ],
      volumes: [volume],
      // At the signal of the image, Patroni stops the server (a fast shutdown) and gives the role of the primary to a replica. With a signal of
      // the job, the driver docker would try for minutes to stop a container that a power-off has ended, and start no other one.
      killTimeout,
      ...(props.logs && { logs: props.logs }),
      resources: props.resources,
    }),
    [PORT.label, REST_PORT],
  );
  return { ...task, consul: {} } as Task;
}

function rolesTask(props: PostgresProps): Task {
  const hasReplicas = isReplicated(props);
  const task = containerTask(
    "roles",
    namespaceNameOf(props),
    container(props, {
      command: "bash",
      args: ["/local/roles.sh", ...(hasReplicas ? [`postgres/${props.name}`] : [])],
      // Only root can use the socket of the task API.
      ...(hasReplicas && { user: "root" }),
      templates: [
        { destination: "local/roles.sh", data: hasReplicas ? primaryProgram : rolesProgram },
        ...(hasReplicas ? [{ destination: "local/address.pl", data: addressProgram }] : []),
        { destination: "secrets/roles.sql", data: rolesTemplate(props), perms: "0400", errorOnMissingKey: true },
      ],
      resources: SMALL,
    }),
    [],
  );
  const lifecycle = { hook: "poststart", sidecar: true } as const;
  return { ...task, lifecycle, ...(hasReplicas && { identities: [{ env: true }] }) } as Task;
}

/** The superuser logs in through the socket, which only tasks of the allocation see; all others with a password. */
const hba = dedent`
  # type  database user       address  method
  local   all      ${SUPERUSER}            peer map=admin
  local   all      all                 scram-sha-256
  host    all      ${SUPERUSER}   all      reject
  host    all      all        all      scram-sha-256
`;

/** Replication has a line of its own, because `all` does not include it. */
function hbaOf(props: PostgresProps): string {
  return isReplicated(props) ? `${hba}host    replication ${REPLICATOR} all   scram-sha-256\n` : hba;
}

const ident = dedent`
  # map   user of the system   user of the database
  admin   root                 ${SUPERUSER}
  admin   postgres             ${SUPERUSER}
`;
