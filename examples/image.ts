/** The image of the examples: a small program with a shell, a web server, and `sleep`. */
export const busybox = "busybox:1.35.0";

/** The image of PostgreSQL with its server and clients. */
export const postgres = "postgres:15.18";
