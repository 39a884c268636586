import { CodedError, reasonOf } from "../errors";
import { silent } from "../tools/progress";
import { ensureStandInProgram, type StandInProgram, standInPrograms } from "./stand-in-program";

/** Builds a program for an image; started by the lab's registry with the name of the program. */
async function buildProgram(name = ""): Promise<void> {
  if (!standInPrograms.includes(name as StandInProgram)) {
    throw new CodedError(
      "arguments-invalid",
      `program "${name}" is not one of ${standInPrograms.join(", ")}; it is started by the registry of a lab`,
    );
  }
  process.stdout.write(`${await ensureStandInProgram(name as StandInProgram, silent)}\n`);
}

buildProgram(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error).replaceAll("\n", " ")}\n`);
  process.exitCode = 1;
});
