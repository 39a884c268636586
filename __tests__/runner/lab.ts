import { labDown, labUp, labVariables } from "../../lab";

/** The lab that all tests share but those of the lab itself; not the user's, which may be up beside it. */
export const testLab = "test";

/**
 * Runs something on the shared lab and takes the lab down after it, however it ended.
 *
 * @param run gets the environment in which Nomad's and Consul's tools find the lab
 */
export async function withLab<T>(run: (environment: NodeJS.ProcessEnv) => Promise<T> | T): Promise<T> {
  try {
    const lab = await labUp({ name: testLab });
    return await run(labVariables(lab));
  } finally {
    await labDown(testLab);
  }
}
