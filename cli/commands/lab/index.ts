import { Command } from "commander";
import { examples } from "../../examples";
import { downCommand } from "./down";
import { envCommand } from "./env";
import { execCommand } from "./exec";
import { forwardCommand } from "./forward";
import { imageCommand } from "./image";
import { logsCommand } from "./logs";
import { nodeCommand } from "./node";
import { statusCommand } from "./status";
import { upCommand } from "./up";

/** `cdknomad lab ...`: a throwaway cluster of real Nomad and Consul on this machine. */
export function labCommand(): Command {
  const command = new Command("lab")
    .description("a throwaway cluster of real Nomad and Consul on this machine")
    .addHelpText("after", examples("cdknomad lab up", "cdknomad lab status", "cdknomad lab down"));
  for (const make of [
    upCommand,
    downCommand,
    statusCommand,
    execCommand,
    logsCommand,
    envCommand,
    forwardCommand,
    imageCommand,
    nodeCommand,
  ]) {
    command.addCommand(make());
  }
  return command;
}
