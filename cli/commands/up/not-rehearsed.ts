import type { Lab } from "../../../lab";
import { type Difference, differences } from "../../../lab/like/differences";
import type { Inventory } from "../../../lab/like/inventory";
import type { Stack } from "../../stack/stack";

/** How many names a line lists before it counts the rest. */
const MOST = 6;

/**
 * Returns what a rehearsal has not shown, one line each.
 *
 * @param there the inventory of the cluster that the lab is like. @default - it is like none
 * @param here the inventory of the lab
 */
export function notRehearsed(
  stacks: readonly Stack[],
  lab: Lab,
  there: Inventory | undefined,
  here: Inventory,
): string[] {
  const secrets = found(stacks, /"placeholder for ([^"\\]+)/g);
  const volumes = stacks.flatMap((stack) =>
    stack
      .jobs()
      .flatMap(({ wire }) =>
        (wire?.TaskGroups ?? []).flatMap(({ Volumes }) =>
          Object.values(Volumes ?? {}).map(({ Source, Name }) => String(Source ?? Name)),
        ),
      ),
  );
  const plugins = there?.nodes.flatMap(({ csiPlugins }) => csiPlugins.map(({ id }) => id)) ?? [];
  return [
    ...line("secrets, which are placeholders", secrets),
    ...line("the data of volumes, which are empty", volumes),
    ...line("CSI plugins, for which the hostpath plugin runs", plugins),
    ...(lab.egress ? [] : ["anything outside of the lab, which its nodes do not reach"]),
    ...(there
      ? byReason(differences(there, here))
      : ["placement on the nodes of the cluster, because the lab is not like it; start it with --like"]),
  ];
}

/** Returns a line per reason, with what differs on any node. */
function byReason(all: readonly Difference[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { what, there, reason = "without a known reason" } of all) {
    // What the lab has in addition is no part of the cluster.
    if (there !== "") {
      reasons.set(reason, [...(reasons.get(reason) ?? []), what]);
    }
  }
  return [...reasons].flatMap(([reason, names]) => line(reason, names));
}

function line(what: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  const rest = distinct.length - MOST;
  const listed = rest > 1 ? `${distinct.slice(0, MOST).join(", ")} and ${rest} more` : distinct.join(", ");
  return distinct.length === 0 ? [] : [`${what}: ${listed}`];
}

function found(stacks: readonly Stack[], pattern: RegExp): string[] {
  return stacks.flatMap((stack) =>
    [...JSON.stringify(stack.resources()).replaceAll('\\"', '"').matchAll(pattern)].map((match) => String(match[1])),
  );
}
