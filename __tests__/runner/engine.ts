import { findProgram } from "../../tools/find-program";
import type { Progress } from "../../tools/progress";
import { ensureOpenTofu } from "../../tools/terraform";

/** The programs that can plan and apply in the end-to-end tests. */
export const engines = ["terraform", "tofu"] as const;

/** One of them, by the name that is typed. */
export type Engine = (typeof engines)[number];

/** What the end-to-end tests are run with. */
export interface Surroundings {
  /** @default - TERRAFORM_BINARY_NAME, else `terraform` */
  readonly engine?: Engine;
  /** Whether the labs have TLS. @default - whether CDKNOMAD_LAB_TLS is 1 */
  readonly tls?: boolean;
  /** What the names of the tests' labs begin with. @default - CDKNOMAD_TEST_LAB, else "test" */
  readonly lab?: string;
}

/**
 * The variables by which the tests, and all that they start, learn what they are run with.
 *
 * @throws Error if the engine is not in PATH and cannot be built either
 */
export async function surroundings(
  { engine, tls, lab }: Surroundings,
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<NodeJS.ProcessEnv> {
  return {
    ...(engine && { TERRAFORM_BINARY_NAME: await program(engine, progress, env) }),
    ...(tls && { CDKNOMAD_LAB_TLS: "1" }),
    ...(lab !== undefined && { CDKNOMAD_TEST_LAB: lab }),
  };
}

async function program(engine: Engine, progress: Progress, env: NodeJS.ProcessEnv): Promise<string> {
  if (engine === "tofu") return ensureOpenTofu(progress, env);
  const found = findProgram(engine, env);
  if (found) return found;
  throw new Error(
    `--engine ${engine}: it is not a program in PATH; install it, or use --engine tofu, which is built here`,
  );
}
