import { dedent } from "../../constructs/dedent";
import { namespaceNameOf } from "../job-pattern";
import type { PostgresProps } from "../postgres-props";
import { OWN_SETTINGS } from "../postgres-settings";
import { SUPERUSER, userPath } from "../postgres-variables";
import { REPLICATOR, REST_USER } from "./accounts";

/** The folder in the memory of the node that only the user of the server can enter. */
export const OWN_SECRETS = "/secrets/own";

/** The settings of the server that the file of an instance has, and that the configuration in Consul does not have. */
const { listen_addresses: _, ...LOCAL_SETTINGS } = OWN_SETTINGS;

/** Returns what the keys of a database in Consul begin with. */
export function keyPrefix(props: Pick<PostgresProps, "name" | "namespace">): string {
  return `postgres/${namespaceNameOf(props)}/${props.name}/`;
}

/**
 * Returns the configuration that all instances share, which Patroni keeps in Consul.
 *
 * The primary keeps its role until it has not reached Consul for `retry_timeout` seconds. Consul gives the role to another instance when
 * the session has not been renewed for `ttl` seconds, which is later. The session depends on no health check of the node: Consul can
 * believe that a node is lost while its primary still accepts writes.
 *
 * @see https://patroni.readthedocs.io/en/latest/dynamic_configuration.html
 * @see https://patroni.readthedocs.io/en/latest/replication_modes.html#synchronous-mode
 */
export function sharedConfiguration({ settings = {} }: Pick<PostgresProps, "settings">): string {
  const parameters = Object.entries(settings).map(([setting, value]) => [
    setting,
    typeof value === "boolean" ? (value ? "on" : "off") : value,
  ]);
  return JSON.stringify({
    ttl: 25,
    loop_wait: 5,
    retry_timeout: 10,
    // A commit is acknowledged when it is on the disks of two nodes, and only the second of them becomes the primary.
    synchronous_mode: true,
    postgresql: { use_pg_rewind: true, use_slots: true, parameters: Object.fromEntries(parameters) },
  });
}

/**
 * Returns the template of the configuration of an instance. It contains passwords.
 *
 * @see https://patroni.readthedocs.io/en/latest/yaml_configuration.html
 */
export function instanceTemplate(props: PostgresProps): string {
  const { name } = props;
  const password = (user: string) =>
    `{{ with nomadVar "${userPath(name, user)}" }}{{ .password.Value | toJSON }}{{ end }}`;
  const address = (label: string) => `"{{ env "NOMAD_HOST_IP_${label}" }}:{{ env "NOMAD_HOST_PORT_${label}" }}"`;
  const login = (kind: string, user: string) =>
    `    ${kind}:\n      username: ${user}\n      password: ${password(user)}`;
  const parameters = Object.entries(LOCAL_SETTINGS).map(
    ([setting, value]) => `    ${setting}: ${JSON.stringify(value)}`,
  );
  return [
    dedent`
      scope: ${JSON.stringify(name)}
      namespace: ${JSON.stringify(`/postgres/${namespaceNameOf(props)}/`)}
      # The data is on the node, and so is the name of its replication slot.
      name: {{ env "node.unique.name" | toJSON }}
      restapi:
        listen: "0.0.0.0:{{ env "NOMAD_PORT_patroni" }}"
        connect_address: ${address("patroni")}
        authentication:
          username: ${REST_USER}
          password: ${password(REST_USER)}
      bootstrap:
        dcs: ${sharedConfiguration(props)}
        initdb:
          - auth-local: peer
          - auth-host: scram-sha-256
          - data-checksums
          - encoding: UTF8
      postgresql:
        listen: "0.0.0.0:{{ env "NOMAD_PORT_postgres" }}"
        connect_address: ${address("postgres")}
        data_dir: /pgdata/data
        pgpass: ${OWN_SECRETS}/pgpass
        use_unix_socket: true
        # Without it, a copy waits for the next checkpoint, which can be minutes away.
        basebackup:
          checkpoint: fast
        remove_data_directory_on_rewind_failure: true
        remove_data_directory_on_diverged_timelines: true
        authentication:
          superuser:
            username: ${SUPERUSER}
    `.trimEnd(),
    login("replication", REPLICATOR),
    login("rewind", REPLICATOR),
    "  parameters:",
    ...parameters,
    "",
  ].join("\n");
}

/** The program that starts an instance, as the user of the server, because PostgreSQL refuses root. */
export const instanceProgram = dedent`
  set -euo pipefail
  mkdir -p /pgdata/data /var/run/postgresql ${OWN_SECRETS}
  chmod 0700 /pgdata/data ${OWN_SECRETS}
  cp /secrets/patroni.yml ${OWN_SECRETS}
  chown -R postgres /pgdata/data /var/run/postgresql ${OWN_SECRETS}

  # A program that is not Patroni does not need the token.
  export PATRONI_CONSUL_TOKEN=$CONSUL_HTTP_TOKEN
  unset CONSUL_TOKEN CONSUL_HTTP_TOKEN

  # Patroni reads the shared configuration of the file only when the first instance creates the data.
  if patronictl -c /secrets/patroni.yml show-config > /dev/null 2>&1; then
    patronictl -c /secrets/patroni.yml edit-config --force --replace /local/shared.json
  fi
  exec setpriv --reuid=postgres --regid=postgres --clear-groups -- patroni ${OWN_SECRETS}/patroni.yml
`;
