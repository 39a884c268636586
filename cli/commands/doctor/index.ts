import { Command } from "commander";
import pc from "picocolors";
import type { NomadClient } from "../../../clients";
import { silent, terminalProgress } from "../../../tools/progress";
import type { Finding } from "../../checks/finding";
import { isFor } from "../../checks/stack-accesses";
import { environmentOption } from "../../environment-option";
import { clusterLine } from "../../report/summary";
import { reportCluster } from "../../report-cluster";
import type { Stack } from "../../stack/stack";
import { nameOption } from "../lab/name-option";
import { askNodes } from "./ask-nodes";
import { nodesNotChecked } from "./check-hosts";
import { NAME_SERVER } from "./checks";
import { type DoctorFinding, diagnose, withCheck } from "./diagnosis";
import { type DnsNeeds, dnsNeeds } from "./dns-needs";
import { examine } from "./name-server-node";
import { printFinding } from "./print";
import { Subject } from "./subject";

interface DoctorOptions {
  readonly name: string;
  readonly namespace: string;
  readonly job?: string;
  readonly nodes: boolean;
  readonly json?: true;
}

/** `cdknomad doctor`: reports what keeps the stacks from being applied and their jobs from running; exits with 1 for a problem. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "report what will fail and how to fix it: this machine, the connection to the cluster, tokens, states, locks, versions, clocks, and what jobs need of the nodes; changes nothing",
    )
    .argument("[stacks...]", "names of the stacks to check (default: all)")
    .addOption(environmentOption())
    .addOption(nameOption())
    .option("--job <id>", "also check the nodes for a name server of this job, which no stack has yet")
    .option("--namespace <name>", "namespace of that job", "dns")
    .option("--no-nodes", "do not run a job on the nodes for the name servers of the stacks")
    .option("--json", "print the findings as JSON")
    .addHelpText(
      "after",
      `
Without a project in this folder, doctor checks the cluster of NOMAD_ADDR and
CONSUL_HTTP_ADDR, otherwise the lab.

Exit codes:
  0  no problem was found
  1  a problem was found, or doctor itself failed

Examples:
  cdknomad doctor                       all stacks of this folder
  cdknomad doctor apps                  one of them
  cdknomad doctor --environment prod    another environment of the program
  cdknomad doctor --no-nodes            without a job on the nodes
  cdknomad doctor --json                findings with the names of their checks

docs/reference/doctor.md lists the checks and how to fix what they find.`,
    )
    .action(async (names: readonly string[], options: DoctorOptions) => {
      // A log gets the findings only.
      const progress = process.stderr.isTTY && !options.json ? terminalProgress() : silent;
      const { subject, findings } = await progress.step(
        "checking this machine, the cluster, and the stacks",
        async () => {
          const subject = await Subject.of(process.cwd(), names, options.name);
          return { subject, findings: await diagnose(subject) };
        },
      );
      const servers = options.nodes ? await checkNameServers(subject, options) : [];
      const ofNodes = servers.flatMap((server) => withCheck(NAME_SERVER, server.findings));
      if (options.json) {
        const stacks = subject.stacks.map(({ name }) => name);
        const report = { format: 1, stacks, findings: [...findings, ...ofNodes] };
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      } else {
        print(subject, findings);
        for (const { count, findings } of servers) {
          process.stdout.write(`${count} nodes asked\n${lines(findings)}`);
          if (findings.length === 0) {
            process.stdout.write(`${pc.green("✔")} nothing is missing\n`);
          }
        }
      }
      if ([...findings, ...ofNodes].some(({ level }) => level === "problem")) {
        process.exitCode = 1;
      }
    });
}

function print({ isProject, failures, stacks }: Subject, findings: readonly DoctorFinding[]): void {
  // The check "reach" is unknown if no cluster is configured.
  const isFit = findings.every(({ level, check }) => level === "unknown" && check !== "reach");
  const heading = isProject && failures.length === 0 ? headingOf(stacks) : "";
  const conclusion = isFit
    ? `${pc.green("✔")} this machine, the cluster, states, tokens and versions are as an apply needs them\n`
    : "";
  process.stdout.write(`${heading}${lines(findings)}${conclusion}`);
}

function headingOf(stacks: readonly Stack[]): string {
  const about = clusterLine(reportCluster(stacks));
  return `${about === "" ? "" : `${about}\n`}${stacks.length} stacks looked at\n`;
}

function lines(findings: readonly Finding[]): string {
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  return findings.map((finding) => printFinding(finding, width)).join("");
}

/** Result of asking the nodes about a name server. */
interface NodesAsked {
  /** Number of nodes that were asked. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Checks the nodes for the name servers of the stacks and for the job of `--job`. */
async function checkNameServers(
  { stacks, accepting }: Subject,
  { job, namespace }: DoctorOptions,
): Promise<NodesAsked[]> {
  const nomads = await accepting;
  const ofStacks = nomads.flatMap((nomad) =>
    stacks
      .filter((stack) => isFor(stack, nomad))
      .flatMap(dnsNeeds)
      .map((needs) => ({ nomad, needs })),
  );
  const known = ofStacks.some(({ needs }) => needs.job === job && needs.namespace === namespace);
  const named =
    job === undefined || known ? [] : nomads.map((nomad) => ({ nomad, needs: { ...DEFAULT_NEEDS, job, namespace } }));
  return Promise.all([...ofStacks, ...named].map(({ nomad, needs }) => askAbout(nomad, needs)));
}

/** Needs of a name server that no stack configures. */
const DEFAULT_NEEDS: Omit<DnsNeeds, "namespace" | "job"> = {
  port: 53,
  addresses: [],
  shared: true,
  instances: 3,
  datacenters: ["*"],
};

async function askAbout(nomad: NomadClient, needs: DnsNeeds): Promise<NodesAsked> {
  try {
    const nodes = await askNodes(nomad, needs);
    return { count: nodes.length, findings: nodes.flatMap((node) => examine(node, needs)) };
  } catch (error) {
    return { count: 0, findings: [nodesNotChecked(needs, error)] };
  }
}
