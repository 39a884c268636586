import { existsSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import { requireLab } from "../../../lab";
import { nomadTlsFiles } from "../../../tools/tls-files";
import { configurationOf } from "../../checks/backend";
import { checkAccess, checkLocks, checkRights, checkVersions } from "../../checks/check-stacks";
import type { Finding as ProjectFinding } from "../../checks/finding";
import { synthesize } from "../../plan/synthesize";
import { nameOption } from "../lab/name-option";
import { askNodes, type NomadApi } from "./ask-nodes";
import { type DnsNeeds, dnsNeeds } from "./dns-needs";
import { examine, type Finding } from "./findings";

interface DoctorOptions {
  readonly name: string;
  readonly namespace: string;
  readonly job: string;
  readonly nodes: boolean;
}

/**
 * `cdknomad doctor`: says before a deployment what keeps the stacks from being applied, and what the nodes lack for the name
 * server; its code is 1 if any of it is a problem.
 */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "say who holds the locks of the states, what cannot be reached, what tokens may not, which versions differ, and what the nodes lack for a name server with a virtual address; a job of Nomad looks at those, and changes nothing",
    )
    .addOption(nameOption())
    .option("--namespace <name>", "namespace of the name server's job", "dns")
    .option("--job <id>", "id of the name server's job", "coredns")
    .option("--no-nodes", "leave the nodes out, and with them the job")
    .addHelpText("after", "\nIt asks the cluster of NOMAD_ADDR and NOMAD_TOKEN, else the lab.")
    .action(async ({ name, namespace, job, nodes: askThem }: DoctorOptions) => {
      const servers = await examineProject(process.cwd());
      if (!askThem) return;
      const needs = servers.find((server) => server.namespace === namespace && server.job === job) ?? {
        ...usualServer,
        namespace,
        job,
      };
      const nodes = await askNodes(cluster(name, process.env), needs);
      const findings = nodes.flatMap((node) => examine(node, needs));
      process.stdout.write(`${nodes.length} nodes asked\n${findings.map(print).join("")}`);
      if (findings.length === 0) process.stdout.write(`${pc.green("✔")} nothing is missing\n`);
      if (findings.some(({ level }) => level === "problem")) process.exitCode = 1;
    });
}

/** What is looked for where no project in this folder says more of the name server. */
const usualServer: Omit<DnsNeeds, "namespace" | "job"> = {
  port: 53,
  addresses: [],
  shared: true,
  instances: 3,
  datacenters: ["*"],
};

/**
 * Looks at the stacks of the project in this folder, if there is one.
 *
 * @returns the name servers that they make
 */
async function examineProject(folder: string): Promise<DnsNeeds[]> {
  if (!existsSync(path.join(folder, "cdktf.json"))) return [];
  const stacks = await synthesize(folder);
  const checks = [checkLocks(stacks), checkAccess(stacks, "write"), checkRights(stacks), checkVersions(stacks)];
  const findings = distinct((await Promise.all(checks)).flat());
  const lines = findings.map(
    ({ level, message }) => `${level === "problem" ? pc.red("✖") : pc.yellow("!")} ${message}\n`,
  );
  process.stdout.write(
    `${stacks.length} stacks looked at\n${lines.join("")}${lines.length === 0 ? `${pc.green("✔")} states, tokens and versions are as an apply needs them\n` : ""}`,
  );
  if (findings.some(({ level }) => level === "problem")) process.exitCode = 1;
  return stacks.flatMap((stack) => dnsNeeds(configurationOf(stack)));
}

/** A server that does not answer is found by each check that asks it. */
function distinct(findings: readonly ProjectFinding[]): readonly ProjectFinding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}

function cluster(lab: string, environment: NodeJS.ProcessEnv): NomadApi {
  const { NOMAD_ADDR, NOMAD_TOKEN } = environment;
  if (NOMAD_ADDR) return { address: NOMAD_ADDR, token: NOMAD_TOKEN ?? "", tls: nomadTlsFiles(environment) };
  const { nomadAddr, nomadToken, tls } = requireLab(lab);
  return { address: nomadAddr, token: nomadToken(), ...(tls && { tls: tls.nomad }) };
}

function print({ node, level, message }: Finding): string {
  return `${level === "problem" ? pc.red("✖") : pc.yellow("!")} [${node}] ${message}\n`;
}
