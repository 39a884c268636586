import { findProgram } from "../../tools/find-program";
import type { Progress } from "../../tools/progress";
import { ensureOpenTofu } from "../../tools/terraform";

/** Programs that plan and apply in the end-to-end tests. */
export const engines = ["terraform", "tofu"] as const;

/** Name of an engine. */
export type Engine = (typeof engines)[number];

/** Options of the end-to-end tests. */
export interface Surroundings {
  /** @default - TERRAFORM_BINARY_NAME, else `terraform` */
  readonly engine?: Engine;
  /** Whether the labs have TLS. @default - whether CDKNOMAD_LAB_TLS is 1 */
  readonly tls?: boolean;
  /** Prefix of the names of the tests' labs. @default - CDKNOMAD_TEST_LAB, or "test" */
  readonly lab?: string;
}

/**
 * Returns the environment variables that pass the options to the tests and their programs.
 *
 * @throws Error if the engine is not in PATH and cannot be built
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
  if (engine === "tofu") {
    return ensureOpenTofu(progress, env);
  }
  const found = findProgram(engine, env);
  if (found) {
    return found;
  }
  throw new Error(
    `--engine ${engine}: it is not a program in PATH; install it, or use --engine tofu, which is built here`,
  );
}
