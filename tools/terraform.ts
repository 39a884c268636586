import path from "node:path";
import { CodedError } from "../errors";
import { repositoryRoot } from "./cache";
import { findProgram } from "./find-program";
import { type GoProgram, goBuild } from "./go-build";
import type { Progress } from "./progress";
import { versions } from "./versions";

/**
 * Returns the path of the program that plans and applies: `TERRAFORM_BINARY_NAME` if it is set (cdktf reads the same
 * variable), otherwise `terraform` or `tofu` from PATH, otherwise OpenTofu built from its Go module.
 *
 * @throws Error if `TERRAFORM_BINARY_NAME` names no program, or if OpenTofu cannot be built.
 */
export async function ensureTerraform(progress: Progress, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const found = findTerraform(env);
  if (found) {
    return found;
  }
  const { TERRAFORM_BINARY_NAME: wanted } = env;
  if (wanted) {
    throw new CodedError(
      "tool-unusable",
      `TERRAFORM_BINARY_NAME: "${wanted}" is neither a program in PATH nor the path of one; unset it or name one that is`,
    );
  }
  return ensureOpenTofu(progress, env);
}

/** Returns the same program as {@link ensureTerraform}, or `undefined` if it would have to be built. */
export function findTerraform(env: NodeJS.ProcessEnv): string | undefined {
  const { TERRAFORM_BINARY_NAME: wanted } = env;
  return wanted ? findProgram(wanted, env) : (findProgram("terraform", env) ?? findProgram("tofu", env));
}

/** OpenTofu, as it is built. */
export const opentofu: GoProgram = {
  name: "tofu",
  version: versions.opentofu,
  dir: path.join(repositoryRoot, "tools", "modules", "opentofu"),
  packagePath: "github.com/opentofu/opentofu/cmd/tofu",
  verify: { args: ["-version"], output: `OpenTofu v${versions.opentofu}` },
};

/**
 * Returns the path of OpenTofu: `tofu` from PATH, otherwise built from its Go module.
 *
 * @throws Error if it cannot be built.
 */
export async function ensureOpenTofu(progress: Progress, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return findProgram("tofu", env) ?? goBuild(opentofu, progress);
}
