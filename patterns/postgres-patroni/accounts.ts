/** The user as which an instance copies the data of the primary. */
export const REPLICATOR = "replicator";

/** The user of Patroni's REST API. It is not a user of the server. */
export const REST_USER = "patroni";

/** Users with a password that several instances need in addition to those of the databases. */
export const PATRONI_USERS = [REPLICATOR, REST_USER] as const;
