import { Command } from "commander";
import { CodedError } from "../../errors";
import { examples } from "../examples";
import type { SystemName } from "./bootstrap/acl-system";
import { ClusterFolder } from "./bootstrap/cluster-folder";

const variables = {
  nomad: { address: "NOMAD_ADDR", token: "NOMAD_TOKEN" },
  consul: { address: "CONSUL_HTTP_ADDR", token: "CONSUL_HTTP_TOKEN" },
} satisfies Record<SystemName, { address: string; token: string }>;

/** `cdknomad env`: the addresses and management tokens of a bootstrapped cluster, for a shell. */
export function envCommand(): Command {
  return new Command("env")
    .description('print a bootstrapped cluster\'s addresses and tokens as exports, for: eval "$(npx cdknomad env)"')
    .option("--name <name>", "what the cluster was called at its bootstrap", "cluster")
    .option("--json", "for programs", false)
    .addHelpText("after", examples('eval "$(npx cdknomad env)"', "cdknomad env --name home --json"))
    .action(({ name, json }: { readonly name: string; readonly json: boolean }) => {
      const environment = environmentOf(new ClusterFolder(name));
      const exports = Object.entries(environment).map(([variable, value]) => `export ${variable}=${quote(value)}\n`);
      process.stdout.write(json ? `${JSON.stringify(environment)}\n` : exports.join(""));
    });
}

/**
 * What Nomad's and Consul's programs and Terraform providers read from the environment.
 *
 * @throws CodedError if the cluster was not bootstrapped from this machine, or not completely
 */
function environmentOf(folder: ClusterFolder): Record<string, string> {
  const addresses = Object.entries(folder.addresses()) as [SystemName, string][];
  if (addresses.length === 0) {
    throw new CodedError(
      "cluster-unknown",
      `no cluster "${folder.name}" is known here; run: cdknomad bootstrap --name ${folder.name}`,
    );
  }
  const unfinished = addresses.filter(([system]) => !folder.kept(system) && !folder.handedOver(system));
  if (unfinished.length > 0) {
    const names = unfinished.map(([system]) => system).join(" and ");
    throw new CodedError(
      "cluster-unknown",
      `${names}: the bootstrap of "${folder.name}" did not finish; run it again: cdknomad bootstrap --name ${folder.name}`,
    );
  }
  return Object.fromEntries(
    addresses.flatMap(([system, address]) => {
      const token = folder.kept(system);
      const { address: addressVariable, token: tokenVariable } = variables[system];
      // A token that was given to the command of --to is not kept here.
      return [[addressVariable, address], ...(token === undefined ? [] : [[tokenVariable, token]])];
    }),
  );
}

/** Quotes a text for the shell. */
function quote(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
