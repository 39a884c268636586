import { SOCKETS } from "./postgres-roles";

/**
 * Settings that the construct keeps for itself. The files that decide who may log in are in the folder of the task and not on the
 * volume, so that they apply to a volume that another program initialized, too.
 *
 * @see https://www.postgresql.org/docs/current/runtime-config.html
 */
export const OWN_SETTINGS: Readonly<Record<string, string>> = {
  hba_file: "/local/pg_hba.conf",
  ident_file: "/local/pg_ident.conf",
  listen_addresses: "*",
  password_encryption: "scram-sha-256",
  unix_socket_directories: `/var/run/postgresql,${SOCKETS}`,
};
