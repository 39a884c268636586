import { Command } from "commander";
import pc from "picocolors";
import { silent, terminalProgress } from "../../../tools/progress";
import { configurationOf } from "../../checks/backend";
import { type Finding, warning } from "../../checks/finding";
import type { Access } from "../../checks/http";
import { isFor } from "../../checks/stack-accesses";
import { environmentOption } from "../../environment-option";
import { nameOption } from "../lab/name-option";
import { askNodes } from "./ask-nodes";
import { type Diagnosed, diagnose } from "./diagnose";
import { diagnosis, type Told, tell } from "./diagnosis";
import { type DnsNeeds, dnsNeeds } from "./dns-needs";
import { examine } from "./findings";
import { printFinding } from "./print";

interface DoctorOptions {
  readonly name: string;
  readonly namespace: string;
  readonly job?: string;
  readonly nodes: boolean;
  readonly json?: true;
}

/**
 * `cdknomad doctor`: says before a deployment what keeps the stacks from being applied and their jobs from running, and how
 * to mend it; its code is 1 if any of it is a problem.
 */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "say what will not work and how to mend it: on this machine, on the way to the cluster, with tokens, states and locks, versions and clocks, and with what the jobs of the stacks need of the nodes; changes nothing",
    )
    .argument("[stacks...]", "names of stacks; all without")
    .addOption(environmentOption())
    .addOption(nameOption())
    .option("--job <id>", "look at the nodes for a name server of this job too, which no stack makes yet")
    .option("--namespace <name>", "namespace of that job", "dns")
    .option("--no-nodes", "start no job that looks at the nodes for the stacks' name servers")
    .option("--json", "for programs")
    .addHelpText(
      "after",
      `
Without a project in this folder it asks the cluster of NOMAD_ADDR and
CONSUL_HTTP_ADDR, else the lab.

Exit codes:
  0  nothing was found that keeps an apply or a job from working
  1  something was; or the doctor itself failed

Examples:
  cdknomad doctor                       all stacks of this folder
  cdknomad doctor apps                  one of them
  cdknomad doctor --environment prod    in another environment of the program
  cdknomad doctor --no-nodes            by questions alone
  cdknomad doctor --json                what was found, and by which check

docs/doctor.md tells what each check looks at, and how to mend what it finds.`,
    )
    .action(async (names: readonly string[], options: DoctorOptions) => {
      // In a log nothing but the findings; a person wants to see that it works.
      const progress = process.stderr.isTTY && !options.json ? terminalProgress() : silent;
      const diagnosed = await progress.step("looking at this machine, the cluster and the stacks", () =>
        diagnose(process.cwd(), names, options.name),
      );
      const servers = options.nodes ? await lookAtNameServers(diagnosed, options) : [];
      const told = diagnosis(diagnosed.told);
      const asked = servers.flatMap(({ findings }) => tell("name-server", findings));
      if (options.json) {
        const stacks = (diagnosed.stacks ?? []).map(({ name }) => name);
        process.stdout.write(`${JSON.stringify({ format: 1, stacks, findings: [...told, ...asked] }, null, 2)}\n`);
      } else {
        print(diagnosed, told);
        for (const { count, findings } of servers) {
          process.stdout.write(`${count} nodes asked\n${lines(findings)}`);
          if (findings.length === 0) process.stdout.write(`${pc.green("✔")} nothing is missing\n`);
        }
      }
      if ([...told, ...asked].some(({ level }) => level === "problem")) process.exitCode = 1;
    });
}

function print({ stacks }: Diagnosed, told: readonly Told[]): void {
  // What is unknown of the way to the cluster is that no cluster was named.
  const fit = told.every(({ level, check }) => level === "unknown" && check !== "reach");
  process.stdout.write(
    `${stacks ? `${stacks.length} stacks looked at\n` : ""}${lines(told)}${fit ? `${pc.green("✔")} this machine, the cluster, states, tokens and versions are as an apply needs them\n` : ""}`,
  );
}

function lines(findings: readonly Finding[]): string {
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  return findings.map((finding) => printFinding(finding, width)).join("");
}

/** What nodes showed of what a name server needs. */
interface Asked {
  /** How many nodes were asked. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Looks at the nodes for the name servers of the stacks, and for the one that was named. */
async function lookAtNameServers(
  { stacks = [], nomads }: Diagnosed,
  { job, namespace }: DoctorOptions,
): Promise<Asked[]> {
  const ofStacks = nomads.flatMap((nomad) =>
    stacks
      .filter((stack) => isFor(stack, nomad))
      .flatMap((stack) => dnsNeeds(configurationOf(stack)))
      .map((needs) => ({ nomad, needs })),
  );
  const known = ofStacks.some(({ needs }) => needs.job === job && needs.namespace === namespace);
  const named =
    job === undefined || known ? [] : nomads.map((nomad) => ({ nomad, needs: { ...usual, job, namespace } }));
  return Promise.all([...ofStacks, ...named].map(({ nomad, needs }) => lookAtNodes(nomad, needs)));
}

/** What a name server needs of which no stack says more. */
const usual: Omit<DnsNeeds, "namespace" | "job"> = {
  port: 53,
  addresses: [],
  shared: true,
  instances: 3,
  datacenters: ["*"],
};

async function lookAtNodes(nomad: Access, needs: DnsNeeds): Promise<Asked> {
  try {
    const nodes = await askNodes({ ...nomad, token: nomad.token ?? "" }, needs);
    const findings = nodes
      .flatMap((node) => examine(node, needs))
      .map(({ node, level, message }) => ({ level, message: `[${node}] ${message}` }));
    return { count: nodes.length, findings };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      count: 0,
      findings: [warning(`the nodes could not be asked what they lack for ${needs.namespace}/${needs.job}: ${reason}`)],
    };
  }
}
