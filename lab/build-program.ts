import { CodedError, reasonOf } from "../errors";
import { silent } from "../tools/progress";
import { ensureTool, type ToolName, tools } from "../tools/tool";

/** Builds a program for an image; started by the lab's registry with the name of the program. */
async function buildProgram(name = ""): Promise<void> {
  if (!(name in tools)) {
    throw new CodedError(
      "arguments-invalid",
      `program "${name}" is not one of ${Object.keys(tools).join(", ")}; it is started by the registry of a lab`,
    );
  }
  process.stdout.write(`${await ensureTool(name as ToolName, silent)}\n`);
}

buildProgram(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error).replaceAll("\n", " ")}\n`);
  process.exitCode = 1;
});
