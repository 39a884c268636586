import { dedent } from "../../constructs/dedent";

/** Where the jobs see the volume with the backups. */
export const MOUNT = "/backups";

/** The folder of the backups, each with the name `<database>.<time in UTC>.dump`. The name of a database has no dot. */
const FOLDER = `${MOUNT}/dumps`;

/**
 * The program of a backup. For each database, it writes a dump, restores it into a server of its own, and only then gives it its name and
 * removes the oldest ones. A dump that cannot be restored fails the run and replaces nothing.
 *
 * It begins as root, to own its folder of the volume, and continues as the user of the server, because PostgreSQL refuses root.
 *
 * @see https://www.postgresql.org/docs/current/app-pgdump.html
 */
export const backupProgram = dedent`
  set -euo pipefail
  if [ "$(id -u)" = 0 ]; then
    mkdir -p ${FOLDER}
    chown postgres ${FOLDER}
    chmod 0700 ${FOLDER}
    exec setpriv --reuid=postgres --regid=postgres --clear-groups -- bash "$0"
  fi

  scratch=$(mktemp -d /alloc/tmp/scratch.XXXXXX)
  as_test() { env -u PGPASSWORD -u PGPORT PGHOST="$scratch" PGUSER=postgres "$@"; }

  # Anyone who can enter the folder may log in, and only this user can. Nobody needs its data after a crash.
  initdb --pgdata="$scratch/data" --username=postgres --auth=trust --no-sync > "$scratch/log"
  env -u PGPORT postgres -D "$scratch/data" -k "$scratch" -c listen_addresses= -c fsync=off >> "$scratch/log" 2>&1 &
  server=$!
  finish() {
    kill -INT "$server" 2> /dev/null && wait "$server" || true
    rm -rf "$scratch"
    rm -f ${FOLDER}/*.part
  }
  trap finish EXIT
  trap 'exit 143' INT TERM
  until as_test pg_isready --quiet; do
    kill -0 "$server" 2> /dev/null || { echo "error: the server of the test does not start:"; cat "$scratch/log"; exit 1; }
    sleep 1
  done

  time=$(date -u +%Y%m%dT%H%M%SZ)
  for database in $DATABASES; do
    dump=${FOLDER}/$database.$time.dump
    pg_dump --format=custom --dbname="$database" --file="$dump.part"

    as_test psql --no-psqlrc --quiet --dbname=postgres --command="CREATE DATABASE \\"$database\\""
    as_test pg_restore --exit-on-error --no-owner --no-privileges --dbname="$database" "$dump.part"
    tables=$(pg_restore --list "$dump.part" | grep -c ' TABLE DATA ' || true)
    rows=0
    counts=$(as_test psql --no-psqlrc -qAt --set=ON_ERROR_STOP=1 --dbname="$database" << 'SQL'
  SELECT format('SELECT count(*) FROM %I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') \\gexec
  SQL
    )
    for count in $counts; do
      rows=$((rows + count))
    done
    as_test psql --no-psqlrc --quiet --dbname=postgres --command="DROP DATABASE \\"$database\\""

    sha256sum < "$dump.part" > "$dump.sha256.part"
    mv "$dump.sha256.part" "$dump.sha256"
    mv "$dump.part" "$dump"
    echo "$database: \${dump##*/}, restored as a test: $tables tables, $rows rows"

    all=(${FOLDER}/"$database".*.dump)
    for ((old = 0; old < \${#all[@]} - KEEP; old++)); do
      rm -f "\${all[old]}" "\${all[old]}.sha256"
      echo "$database: removed \${all[old]##*/}"
    done
  done
`;

/**
 * The program that restores one database, in one transaction: all of it, or nothing.
 *
 * @see https://www.postgresql.org/docs/current/app-pgrestore.html
 */
export const restoreProgram = dedent`
  set -euo pipefail
  shopt -s nullglob
  all=(${FOLDER}/"$PGDATABASE".*.dump)
  if [ \${#all[@]} = 0 ]; then
    echo "error: there is no backup of $PGDATABASE on the volume"
    exit 1
  fi
  file=\${NOMAD_META_file:-}
  dump=\${all[-1]}
  if [ -n "$file" ]; then
    dump=
    for one in "\${all[@]}"; do
      [ "\${one##*/}" != "$file" ] || dump=$one
    done
  fi
  if [ -z "$dump" ]; then
    echo "error: file: got $file, want one of:"
    printf '  %s\\n' "\${all[@]##*/}"
    exit 1
  fi
  if [ "$(sha256sum < "$dump")" != "$(cat "$dump.sha256")" ]; then
    echo "error: \${dump##*/} is damaged: it has another SHA-256 than when it was written; choose another one with -meta file=..."
    exit 1
  fi
  pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error --dbname="$PGDATABASE" "$dump"
  echo "restored $PGDATABASE from \${dump##*/}"
`;
