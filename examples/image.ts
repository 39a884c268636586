/** The image of the examples: a small program with a shell, a web server, and `sleep`. */
export const busybox = "busybox:1.35.0";

/** The image of PostgreSQL with its server and clients. */
export const postgres = "postgres:15.18";

/** An image of PostgreSQL with Patroni, which a lab makes of Debian's packages. docs/how-to/postgres.md shows how to build yours. */
export const postgresWithPatroni = "cdknomad/postgres-patroni:15.18";
