import { dedent } from "../constructs/dedent";
import { REPLICATOR } from "./postgres-patroni/accounts";
import { databasesOf, isReplicated, type PostgresFields, usersOf } from "./postgres-props";
import { userPath } from "./postgres-variables";

/** The folder with the server's socket, which all tasks of the allocation see. */
export const SOCKETS = "/alloc/tmp";

/** Options with which the log of the server has no statements with passwords. */
const QUIET = "-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic";

/** The client, as the superuser. */
const PSQL = `psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host=${SOCKETS} --username=postgres --dbname=postgres`;

/** Patroni creates its user at the end of a first start. */
const IS_PRIMARY = `SELECT NOT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_roles WHERE rolname = '${REPLICATOR}')`;

/**
 * The program that keeps users and databases as they are declared. It waits for the port, because a server that is still being
 * initialized has a socket only. A changed password restarts its task, which applies it.
 */
export const rolesProgram = dedent`
  set -euo pipefail
  trap 'exit 0' INT TERM
  until pg_isready --quiet --host=127.0.0.1; do
    sleep 1 & wait $!
  done
  # The log of the server must not have statements with passwords.
  export PGOPTIONS="${QUIET}"
  ${PSQL} --file=/secrets/roles.sql
  echo "users and databases are as declared"
  while :; do
    sleep 3600 & wait $!
  done
`;

/**
 * The program that does the same where several instances elect a primary: it waits until its own instance is the primary, then writes the
 * address of the instance for the programs with access. It tries again after a failure, because Nomad can elect a leader at that time.
 *
 * A new primary waits for no other instance: these commits repeat what is declared, and without the address no program finds the primary.
 */
export const primaryProgram = dedent`
  set -uo pipefail
  trap 'exit 0' INT TERM
  export PGOPTIONS="${QUIET} -c synchronous_commit=local" PGCONNECT_TIMEOUT=5
  become_primary() {
    ${PSQL} --file=/secrets/roles.sql && perl /local/address.pl "$1" && echo "this instance is the primary; users and databases are as declared"
  }
  primary=f
  while :; do
    before=$primary
    primary=$(${PSQL} -At --command="${IS_PRIMARY}" 2> /dev/null) || primary=f
    if [ "$primary" = t ] && [ "$before" = f ]; then
      become_primary "$1" || primary=f
    fi
    sleep 1 & wait $!
  done
`;

/** Returns the template of the SQL that makes users and databases. It can run again and again. */
export function rolesTemplate(
  props: Pick<PostgresFields, "databases" | "instances" | "readers"> & { readonly name: string },
): string {
  const { name, readers = [] } = props;
  const blocks = [
    ...usersOf(props).map((user) => userBlock(user, userPath(name, user))),
    ...readers.map((reader) => `GRANT pg_read_all_data TO "${reader}";\n`),
    'REVOKE ALL ON DATABASE "postgres" FROM PUBLIC;\nREVOKE ALL ON DATABASE "template1" FROM PUBLIC;\n',
    // pg_rewind connects to a database.
    ...(isReplicated(props) ? [`GRANT CONNECT ON DATABASE "postgres" TO "${REPLICATOR}";\n`] : []),
    ...databasesOf(props).map((database) => databaseBlock(database.name, database.owner, readers)),
  ];
  return blocks.join("\n");
}

/** An operator may have chosen a password with any character. */
const userBlock = (user: string, path: string) => dedent`
  SELECT 'CREATE ROLE "${user}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user}') \\gexec
  ALTER ROLE "${user}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    PASSWORD '{{ with nomadVar "${path}" }}{{ .password.Value | replaceAll "'" "''" }}{{ end }}';
`;

const databaseBlock = (database: string, owner: string, readers: readonly string[]) =>
  [
    `SELECT 'CREATE DATABASE "${database}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}') \\gexec`,
    `ALTER DATABASE "${database}" OWNER TO "${owner}";`,
    `REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;`,
    ...readers.map((reader) => `GRANT CONNECT ON DATABASE "${database}" TO "${reader}";`),
    "",
  ].join("\n");
