/** Prints the path of the program that plans and applies. */
import { errorText } from "../errors";
import { terminalProgress } from "../tools/progress";
import { ensureTerraform } from "../tools/terraform";

ensureTerraform(terminalProgress()).then(
  (path) => process.stdout.write(path),
  (error: Error) => {
    console.error(`error: ${errorText(error)}`);
    process.exitCode = 1;
  },
);
