import { dedent } from "../constructs/dedent";
import { databasesOf, type PostgresFields, usersOf } from "./postgres-props";
import { userPath } from "./postgres-variables";

/** The folder with the server's socket, which all tasks of the allocation see. */
export const SOCKETS = "/alloc/tmp";

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
  export PGOPTIONS="-c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic"
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host=${SOCKETS} --username=postgres --dbname=postgres --file=/secrets/roles.sql
  echo "users and databases are as declared"
  while :; do
    sleep 3600 & wait $!
  done
`;

/** Returns the template of the SQL that makes users and databases. It can run again and again. */
export function rolesTemplate(
  props: Pick<PostgresFields, "databases" | "readers"> & { readonly name: string },
): string {
  const { name, readers = [] } = props;
  const blocks = [
    ...usersOf(props).map((user) => userBlock(user, userPath(name, user))),
    ...readers.map((reader) => `GRANT pg_read_all_data TO "${reader}";\n`),
    'REVOKE ALL ON DATABASE "postgres" FROM PUBLIC;\nREVOKE ALL ON DATABASE "template1" FROM PUBLIC;\n',
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
