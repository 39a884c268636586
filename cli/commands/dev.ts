import { Command } from "commander";
import { develop } from "../dev/develop";
import { environmentOption } from "../environment-option";

interface Options {
  readonly logs: boolean;
  readonly typeCheck: boolean;
  readonly timings?: boolean;
}

/** `cdknomad dev`: registers in the lab what changes while the user edits the program. */
export function devCommand(): Command {
  return new Command("dev")
    .description("watch the program, register each changed job in the lab, and show events and logs; Ctrl-C ends it")
    .argument("[jobs...]", "ids of jobs to register, such as it-tools or web/it-tools (default: all)")
    .addOption(environmentOption())
    .option("--no-logs", "do not show what the tasks log")
    .option("--no-type-check", "register jobs although the types of the program are not correct")
    .option("--timings", "show how long each step takes from the saved file to the running task")
    .addHelpText(
      "after",
      `
It registers jobs only, without Terraform, and only in a lab. \`cdknomad up\`
deploys namespaces, policies, and everything else, before and after.

Examples:
  cdknomad dev
  cdknomad dev it-tools --no-logs`,
    )
    .action(async (names: readonly string[], { logs, typeCheck, timings = false }: Options) => {
      const end = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        process.on(signal, () => end.abort());
      }
      await develop(process.cwd(), { names, logs, types: typeCheck, timings }, end.signal);
    });
}
