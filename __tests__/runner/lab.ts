import { labDown, labUp, labVariables } from "../../lab";

/**
 * The lab that all of jest's tests share but those of the lab itself; not the user's, which may be up beside it.
 *
 * @param env CDKNOMAD_TEST_LAB names it, for tests that run beside others; CDKNOMAD_LAB_TLS=1 gives it TLS
 */
export const testLabOf = ({ CDKNOMAD_TEST_LAB = "test", CDKNOMAD_LAB_TLS }: NodeJS.ProcessEnv) =>
  CDKNOMAD_LAB_TLS === "1" ? `${CDKNOMAD_TEST_LAB}-tls` : CDKNOMAD_TEST_LAB;

/** The lab of this process's tests. */
export const testLab = testLabOf(process.env);

/** The lab of Go's acceptance tests. */
export const goLabOf = (env: NodeJS.ProcessEnv) => `${testLabOf(env)}-go`;

/**
 * Brings a lab up, runs something on it and takes it down, however that ended.
 *
 * @param name the lab's name
 * @param run gets the environment in which Nomad's and Consul's tools find the lab
 */
export async function withLab<T>(name: string, run: (environment: NodeJS.ProcessEnv) => Promise<T> | T): Promise<T> {
  try {
    const lab = await labUp({ name });
    return await run(labVariables(lab));
  } finally {
    await labDown(name);
  }
}
