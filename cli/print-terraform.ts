/** Prints the path of the program that plans and applies. */
import { terminalProgress } from "../tools/progress";
import { ensureTerraform } from "../tools/terraform";

ensureTerraform(terminalProgress()).then(
  (path) => process.stdout.write(path),
  (error: Error) => {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  },
);
