import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Lab } from "../../../lab";
import { running } from "../dns/cluster";

/** What a query answered: its exit code and its text. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

/** A program in the container of the clients on a node. It depends on no server of Nomad, because one is on the node that fails. */
async function inClients(lab: Lab, node: string, env: readonly string[], command: readonly string[]) {
  const all = await running(lab, "default", "clients");
  const id = all.find(({ NodeName }) => NodeName === node)?.ID;
  return lab.commandOn(node, [
    "podman",
    "exec",
    "-i",
    ...env.flatMap((one) => ["--env", one]),
    `clients-${id}`,
    ...command,
  ]);
}

/** How a client of one node reaches the database. */
export class Client {
  constructor(
    private readonly lab: Lab,
    readonly node: string,
    private readonly password: string,
  ) {}

  /** The variables of a connection to these nodes; the first that accepts writes is used. */
  private env(nodes: readonly string[], session: "any" | "read-write"): string[] {
    const addresses = this.lab.nodes.filter(({ name }) => nodes.includes(name)).map(({ address }) => address);
    return [
      `PGHOST=${addresses.join(",")}`,
      "PGPORT=5432",
      "PGUSER=orders",
      "PGDATABASE=orders",
      `PGPASSWORD=${this.password}`,
      `PGTARGETSESSIONATTRS=${session}`,
      "PGCONNECT_TIMEOUT=2",
    ];
  }

  /** Asks the primary. */
  async ask(sql: string): Promise<Answer> {
    const names = this.lab.nodes.map(({ name }) => name);
    const { argv, env } = await inClients(this.lab, this.node, this.env(names, "read-write"), [
      "timeout",
      "10",
      "psql",
      "-qAtc",
      sql,
    ]);
    const [command, ...rest] = argv;
    const child = spawn(command, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
    });
    child.stderr.on("data", (data) => {
      text += data;
    });
    const [code] = (await once(child, "close")) as [number];
    return { code, text: text.trim() };
  }

  /** Starts to insert one number after the other; `acknowledged` gets each that the primary has acknowledged. */
  async write(first: number, acknowledged: (number: number) => void): Promise<Background> {
    const names = this.lab.nodes.map(({ name }) => name);
    return Background.start(
      await inClients(this.lab, this.node, this.env(names, "read-write"), [
        "bash",
        "-c",
        WRITE,
        "write",
        String(first),
      ]),
      (line) => acknowledged(Number(line)),
    );
  }

  /** Starts to ask an instance again and again; `seen` gets each time at which it accepts writes. */
  async watch(node: string, seen: (sighting: Sighting) => void): Promise<Background> {
    return Background.start(
      await inClients(this.lab, this.node, this.env([node], "any"), ["bash", "-c", WATCH]),
      (line) => {
        const [timeline = "", at] = line.split("|");
        seen({ node, timeline, at: Number(at) });
      },
    );
  }
}

/** A moment at which an instance was a primary, by the clock that all nodes of a lab share. Each promotion begins a timeline. */
export interface Sighting {
  readonly node: string;
  readonly timeline: string;
  readonly at: number;
}

/**
 * The primaries in their order, each as its timeline and its node.
 *
 * @throws Error if an instance still was a primary when another one was already
 */
export function primariesOf(sightings: readonly Sighting[]): string[] {
  const ordered = [...sightings].sort((one, other) => one.at - other.at);
  const found: string[] = [];
  for (const { node, timeline } of ordered) {
    const primary = `${timeline} ${node}`;
    if (found.at(-1) !== primary) {
      if (found.some((before) => before >= timeline)) {
        throw new Error(`two primaries: ${primary} after ${found.join(", ")}`);
      }
      found.push(primary);
    }
  }
  return found;
}

/** The loops end when their standard input is closed. */
const PAUSE = 'read -r -t "$1" || [ $? -gt 128 ] || exit 0';

/** A number counts as acknowledged only if the program printed it after the answer of the server. */
const WRITE = `
pause() { ${PAUSE}; }
n=$1
while :; do
  timeout 4 psql -qAt -c "INSERT INTO numbers VALUES ($n)" < /dev/null > /dev/null 2>&1 && echo "$n"
  n=$((n + 1))
  pause 0.1
done`;

/** An instance that is no primary answers with an error. */
const WATCH = `
pause() { ${PAUSE}; }
while :; do
  timeout 3 psql -qAt -c 'SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8), extract(epoch FROM clock_timestamp())' < /dev/null 2> /dev/null
  pause 0.3
done`;

/** A program on a node whose lines are read until it is stopped. */
export class Background {
  private constructor(private readonly process: ChildProcess) {}

  static start(
    { argv, env }: { readonly argv: readonly [string, ...string[]]; readonly env: NodeJS.ProcessEnv },
    line: (text: string) => void,
  ): Background {
    const [command, ...rest] = argv;
    const child = spawn(command, rest, { env, stdio: ["pipe", "pipe", "ignore"] });
    // The host can fail before the program reads that it shall end.
    child.stdin.on("error", () => {});
    createInterface({ input: child.stdout }).on("line", line);
    return new Background(child);
  }

  /** Ends it, and waits for its last line. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const closed = once(this.process, "close");
      this.process.stdin?.end();
      await closed;
    }
  }
}
