/** The namespace of the jobs in the pipeline tests. */
export const namespace = "shop";

/** The prefix of the keys in Consul that contain the states of the pipeline tests. */
export const stateKeyPrefix = "ci-test/states";
