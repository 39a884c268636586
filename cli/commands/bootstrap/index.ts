import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { ConsulClient, consulFromEnvironment, NomadClient, nomadFromEnvironment } from "../../../clients";
import { CodedError, errorText, SeveralErrors } from "../../../errors";
import { withLock } from "../../../tools/lock";
import { type Progress, terminalProgress } from "../../../tools/progress";
import type { AclSystem, SystemName } from "./acl-system";
import { type Bootstrapped, bootstrapAcls } from "./bootstrap-acls";
import { ClusterFolder } from "./cluster-folder";
import { consulAcls } from "./consul";
import { handOver } from "./hand-over";
import { nomadAcls } from "./nomad";

interface Options {
  readonly name: string;
  readonly only?: SystemName;
  readonly nomad?: string;
  readonly consul?: string;
  readonly to?: string;
  readonly show: boolean;
  readonly wait: number;
}

/** Milliseconds that a server has to answer one request. */
const REQUEST_LIMIT = 10_000;

/** `cdknomad bootstrap`: the first token of Consul's and of Nomad's ACL system, made so that it cannot be lost. */
export function bootstrapCommand(): Command {
  return new Command("bootstrap")
    .description("make the first management token of Consul and of Nomad, and keep it; safe to run again")
    .option("--name <name>", "what this cluster is called here", "cluster")
    .option("--nomad <address>", "Nomad's HTTP API (default: NOMAD_ADDR, else http://127.0.0.1:4646)")
    .option("--consul <address>", "Consul's HTTP API (default: CONSUL_HTTP_ADDR, else http://127.0.0.1:8500)")
    .option("--only <system>", "bootstrap one of them: consul or nomad", systemName)
    .option("--to <command>", "give each secret to a shell command, on its standard input, and keep no file")
    .option("--show", "print the secrets", false)
    .option("--wait <seconds>", "how long to wait for a server that is starting", seconds, 30)
    .addHelpText(
      "after",
      `
Examples:
  $ cdknomad bootstrap --name home --nomad http://10.0.10.11:4646
  $ cdknomad bootstrap --to 'pass insert -m -f home/$CDKNOMAD_SYSTEM'
  $ eval "$(cdknomad env --name home)"

Each secret is written to a file (0600) before it is sent to a server, so that
an interrupted run can be repeated. If ACLs are bootstrapped already, the kept
token or the one in CONSUL_HTTP_TOKEN or NOMAD_TOKEN is verified and kept.
Certificates are those of the variables of the nomad and consul commands,
such as NOMAD_CACERT and CONSUL_CACERT.`,
    )
    .action(async (options: Options) => {
      const folder = new ClusterFolder(options.name);
      folder.create();
      const progress = terminalProgress();
      const waiting = () => progress.note("another bootstrap of this cluster runs, waiting for it");
      await withLock(folder.lockFile, waiting, () => bootstrap(folder, options, progress));
    });
}

/** One system after the other; what fails with one does not keep the other back. */
async function bootstrap(folder: ClusterFolder, options: Options, progress: Progress): Promise<void> {
  const systems = systemsOf(options);
  expectSameCluster(folder, systems);
  folder.remember(Object.fromEntries(systems.map(({ name, address }) => [name, address])));
  const problems: string[] = [];
  for (const system of systems) {
    try {
      const result = await progress.step(`${system.name} at ${system.address}`, () =>
        bootstrapAcls(system, {
          folder,
          patience: options.wait * 1000,
          ...given(system),
          ...handingOver(system, options.to),
        }),
      );
      reportOutcome(system, result, folder, options, progress);
    } catch (error) {
      problems.push(errorText(error));
    }
  }
  if (problems.length > 0) {
    throw new SeveralErrors(problems.join("\n"));
  }
}

function systemsOf({ only, nomad, consul }: Options): AclSystem[] {
  // Consul first: a Nomad agent wants a token of Consul's, not the other way round.
  const systems = {
    consul: () => consulAcls(new ConsulClient(consulFromEnvironment(process.env, consul), REQUEST_LIMIT, 0)),
    nomad: () => nomadAcls(new NomadClient(nomadFromEnvironment(process.env, nomad), REQUEST_LIMIT, 0)),
  };
  return only ? [systems[only]()] : [systems.consul(), systems.nomad()];
}

/** The tokens of one cluster must not be tried on, or replaced by, those of another. */
function expectSameCluster(folder: ClusterFolder, systems: readonly AclSystem[]): void {
  const known = folder.addresses();
  const other = systems.filter(({ name, address }) => known[name] !== undefined && known[name] !== address);
  if (other.length > 0) {
    const lines = other.map(
      ({ name, address }) =>
        `${name}: the cluster "${folder.name}" is at ${known[name]}, not at ${address}; give another cluster another --name`,
    );
    throw new CodedError("cluster-differs", lines.join("\n"));
  }
}

function given({ tokenVariable }: AclSystem): { given?: string } {
  const token = process.env[tokenVariable];
  return token ? { given: token } : {};
}

function handingOver({ name }: AclSystem, command: string | undefined) {
  return command === undefined ? {} : { handOver: (secret: string) => handOver(command, name, secret) };
}

const outcomes = {
  created: "bootstrapped",
  found: "was bootstrapped already",
  adopted: "was bootstrapped already; took the token from the environment",
} satisfies Record<Bootstrapped["how"], string>;

function reportOutcome(
  { name, tokenVariable }: AclSystem,
  { how, secret, accessorId }: Bootstrapped,
  folder: ClusterFolder,
  { to, show }: Options,
  progress: Progress,
): void {
  const verified = "its management token works";
  if (secret === undefined) {
    progress.note(
      `  ${outcomes[how]}; its token ${accessorId} was given to a command; set ${tokenVariable} to have it verified`,
    );
  } else if (to !== undefined) {
    progress.note(`  ${outcomes[how]}; ${verified} and was given to the command, accessor id ${accessorId}`);
  } else {
    progress.note(`  ${outcomes[how]}; ${verified} and is kept in ${pc.cyan(folder.tokenFile(name))}`);
  }
  if (show && secret !== undefined) {
    process.stdout.write(`${tokenVariable}=${secret}\n`);
  }
}

function systemName(text: string): SystemName {
  if (text !== "consul" && text !== "nomad") {
    throw new InvalidArgumentError("it is consul or nomad");
  }
  return text;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0)) {
    throw new InvalidArgumentError("it is a number of seconds");
  }
  return value;
}
