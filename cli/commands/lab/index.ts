import { Command } from "commander";
import { addCommands, type CommandList } from "../../command-list";
import { examples } from "../../examples";

const commands: CommandList = {
  up: {
    summary: "start a lab",
    load: () => (require("./up") as typeof import("./up")).upCommand(),
  },
  down: {
    summary: "end all processes of a lab and remove its data and tokens",
    load: () => (require("./down") as typeof import("./down")).downCommand(),
  },
  status: {
    summary: "show the hosts of a lab and their state",
    load: () => (require("./status") as typeof import("./status")).statusCommand(),
  },
  exec: {
    summary: "run a command on a host",
    load: () => (require("./exec") as typeof import("./exec")).execCommand(),
  },
  logs: {
    summary: "show the last log lines of a node's services",
    load: () => (require("./logs") as typeof import("./logs")).logsCommand(),
  },
  env: {
    summary: "print environment, addresses, and tokens for a shell",
    load: () => (require("./env") as typeof import("./env")).envCommand(),
  },
  forward: {
    summary: "forward a port of this machine to a Nomad service",
    load: () => (require("./forward") as typeof import("./forward")).forwardCommand(),
  },
  image: {
    summary: "images that the nodes of all labs share",
    load: () => (require("./image") as typeof import("./image")).imageCommand(),
  },
  node: {
    summary: "stop, start, disconnect, or reconnect a node",
    load: () => (require("./node") as typeof import("./node")).nodeCommand(),
  },
};

/**
 * `cdknomad lab ...`: a throwaway cluster of real Nomad and Consul on this machine.
 *
 * @param typed the words that were typed; all commands by default
 */
export function labCommand(typed: readonly string[] = Object.keys(commands)): Command {
  const command = new Command("lab")
    .description("a throwaway cluster of real Nomad and Consul on this machine")
    .addHelpText("after", examples("cdknomad lab up", "cdknomad lab status", "cdknomad lab down"));
  addCommands(command, commands, typed);
  return command;
}
