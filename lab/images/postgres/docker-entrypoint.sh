#!/bin/bash
# Stand-in for the entry point of the official image `postgres`, for what the construct `Postgres` uses of it:
# PGDATA, POSTGRES_PASSWORD_FILE, POSTGRES_INITDB_ARGS, and other programs than the server.
set -euo pipefail

if [ "$1" != postgres ]; then
  exec "$@"
fi

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres "$PGDATA" /var/run/postgresql
  chmod 0700 "$PGDATA"
  # Only root can read the file.
  POSTGRES_PASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
  export POSTGRES_PASSWORD
  exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "$POSTGRES_PASSWORD" ]; then
    echo "error: the superuser has no password; set POSTGRES_PASSWORD_FILE" >&2
    exit 1
  fi
  # The arguments are words, as in the official image.
  # shellcheck disable=SC2086
  initdb --username=postgres --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_ARGS:-}
fi
unset POSTGRES_PASSWORD POSTGRES_PASSWORD_FILE
exec "$@"
