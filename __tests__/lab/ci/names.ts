/** The namespace of the story's jobs. */
export const namespace = "shop";

/** Where the story's states are in Consul. */
export const stateKeyPrefix = "ci-test/states";
