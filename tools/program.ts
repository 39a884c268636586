import { CodedError } from "../errors";
import { type GoProgram, goBuild } from "./go-build";
import { installCommand, missingPackage, type PrebuiltPlace, prebuiltProgram } from "./prebuilt";
import type { Progress } from "./progress";

/**
 * Returns the path of a program: the one in the npm package of this platform, otherwise the one in the cache, otherwise one that is
 * built with Go.
 *
 * @param place where prebuilt programs are searched for. @default - beside the installed package
 * @throws CodedError if the prebuilt file is damaged, or if the program has to be built and cannot be; see {@link goBuild}
 */
export async function ensureProgram(program: GoProgram, progress: Progress, place?: PrebuiltPlace): Promise<string> {
  const prebuilt = prebuiltProgram(program, place);
  if (prebuilt !== undefined) {
    return prebuilt;
  }
  try {
    return await goBuild(program, progress);
  } catch (error) {
    const missing = missingPackage(program, place);
    throw missing !== undefined && error instanceof CodedError
      ? new CodedError(error.code, `${error.reason}\n  to install it prebuilt: ${installCommand} (package ${missing})`)
      : error;
  }
}
