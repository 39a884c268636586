import type { Lab } from "../../../lab";
import { OnHost } from "./on-host";

/** One look at a node; times in milliseconds since 1970. */
interface Look {
  readonly at: number;
  /** Whether the node has the address. */
  readonly holds: boolean;
  /** Whether its CoreDNS answers, at the node's own address. */
  readonly answers: boolean;
}

/** A time during which something was so, and where. */
export interface Spell {
  readonly nodes: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Two looks at a node that are further apart than this, in milliseconds, say nothing about the time between them. */
const BLIND = 1_000;

/** Looks at every node ten times a second: who has the address, and does its CoreDNS answer? */
export class Watch {
  private readonly looks = new Map<string, Look[]>();
  private readonly watchers = new Map<string, OnHost>();

  private constructor(
    private readonly lab: Lab,
    private readonly address: string,
    private readonly question: string,
  ) {}

  static async start(lab: Lab, address: string, question: string): Promise<Watch> {
    const watch = new Watch(lab, address, question);
    await Promise.all(lab.nodes.map(({ name }) => watch.resume(name)));
    return watch;
  }

  /** Watches a node again that has lost its power. */
  async resume(node: string): Promise<void> {
    const looks = this.looks.get(node) ?? [];
    this.looks.set(node, looks);
    const seen = looks.length;
    const own = this.lab.nodes.find(({ name }) => name === node)?.address ?? "";
    const watcher = await OnHost.start<Look>(this.lab, node, "look.ts", [this.address, own, this.question], (look) =>
      looks.push(look),
    );
    this.watchers.set(node, watcher);
    while (looks.length === seen) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The one node that has the address, when its CoreDNS answers, by the last look at each node that is on. */
  answering(): string | undefined {
    const last = [...this.looks].flatMap(([node, looks]) => {
      const look = looks.at(-1);
      return look?.holds && look.at > Date.now() - BLIND ? [{ node, ...look }] : [];
    });
    return last.length === 1 && last[0]?.answers ? last[0].node : undefined;
  }

  /** Spells since a time in which two nodes or more had the address. */
  shared(since: number): Spell[] {
    const spells = this.held(since);
    const pairs = spells.flatMap((one, at) => spells.slice(at + 1).map((other) => [one, other] as const));
    return pairs
      .filter(([one, other]) => one.nodes[0] !== other.nodes[0])
      .map(([one, other]) => ({
        nodes: [...one.nodes, ...other.nodes],
        from: Math.max(one.from, other.from),
        to: Math.min(one.to, other.to),
      }))
      .filter(({ from, to }) => from < to)
      .sort((one, other) => one.from - other.from);
  }

  /** Spells since a time in which a node had the address and its CoreDNS did not answer. */
  mute(since: number): Spell[] {
    return this.spells(since, ({ holds, answers }) => holds && !answers);
  }

  /** Spells since a time in which a node had the address, the earliest first. */
  held(since: number): Spell[] {
    return this.spells(since, ({ holds }) => holds);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.watchers.values()].map((watcher) => watcher.stop()));
  }

  private spells(since: number, so: (look: Look) => boolean): Spell[] {
    return [...this.looks]
      .flatMap(([node, looks]) => {
        const recent = looks.filter(({ at }) => at >= since).sort((one, other) => one.at - other.at);
        return runs(recent, so).map(({ from, to }) => ({ nodes: [node], from, to }));
      })
      .sort((one, other) => one.from - other.from);
  }
}

/** The runs of looks, one after the other without a blind time between them, that are so. */
function runs(looks: readonly Look[], so: (look: Look) => boolean): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let last: Look | undefined;
  for (const look of looks) {
    const run = found.at(-1);
    const goesOn = run !== undefined && last !== undefined && so(last) && look.at - last.at <= BLIND;
    if (so(look)) {
      if (goesOn) {
        run.to = look.at;
      } else {
        found.push({ from: look.at, to: look.at });
      }
    }
    last = look;
  }
  return found;
}

/** The longest of the spells, in seconds; 0 if there is none. */
export function longest(spells: readonly Spell[]): number {
  return Math.max(0, ...spells.map(({ from, to }) => to - from)) / 1000;
}

/** The time from the first of the spells to the last, in seconds; 0 if there is none. */
export function span(spells: readonly Spell[]): number {
  if (spells.length === 0) {
    return 0;
  }
  return (Math.max(...spells.map(({ to }) => to)) - Math.min(...spells.map(({ from }) => from))) / 1000;
}
