import { labDown, labUp, labVariables } from "../../lab";
import { printCrashes } from "./crashes";

/**
 * Returns the name of the lab that jest's tests share, except the tests of the lab itself. It is not the user's lab.
 *
 * @param env CDKNOMAD_TEST_LAB is its name, for tests that run in parallel to others; CDKNOMAD_LAB_TLS=1 enables TLS
 */
export const testLabOf = ({ CDKNOMAD_TEST_LAB = "test", CDKNOMAD_LAB_TLS }: NodeJS.ProcessEnv) =>
  CDKNOMAD_LAB_TLS === "1" ? `${CDKNOMAD_TEST_LAB}-tls` : CDKNOMAD_TEST_LAB;

/** Name of the lab of this process's tests. */
export const testLab = testLabOf(process.env);

/** Returns the environments of rows of tests that run beside each other, each with labs of its own. */
export const rowsOf = (env: NodeJS.ProcessEnv, count: number): NodeJS.ProcessEnv[] =>
  Array.from({ length: count }, (_, row) => ({
    ...env,
    CDKNOMAD_TEST_LAB: `${env.CDKNOMAD_TEST_LAB ?? "test"}${row === 0 ? "" : `-${row + 1}`}`,
  }));

/** Returns the name of the lab of Go's acceptance tests. */
export const goLabOf = (env: NodeJS.ProcessEnv) => `${testLabOf(env)}-go`;

/**
 * Starts a lab, runs a function with it, and removes the lab, also after an error.
 *
 * @param name the lab's name
 * @param run receives the environment with the lab's addresses and tokens
 */
export async function withLab<T>(name: string, run: (environment: NodeJS.ProcessEnv) => Promise<T> | T): Promise<T> {
  try {
    const lab = await labUp({ name });
    return await run(labVariables(lab));
  } finally {
    await removeTestLab(name);
  }
}

/** Removes a lab, and prints what crashed in it. */
export async function removeTestLab(name: string): Promise<void> {
  printCrashes(name);
  await labDown(name);
}
