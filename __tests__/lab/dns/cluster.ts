import type { Lab } from "../../../lab";
import { type DigAnswer, parseDig } from "../../../testing/outside";

/** The address that the name servers share. */
export const virtualIp = "10.0.10.2";

/** Asks as someone outside the cluster would, once. */
export async function dig(lab: Lab, server: string, ...query: readonly string[]): Promise<DigAnswer> {
  const options = ["+tries=1", "+time=3", "+noall", "+comments", "+answer"];
  const { stdout } = await lab.exec("client", ["dig", `@${server}`, ...query, ...options]);
  return parseDig(stdout);
}

/** The nodes that have the virtual address, of those that are on. */
export async function holders(lab: Lab): Promise<string[]> {
  const found = await Promise.all(
    lab.nodes.map(async ({ name }) => {
      const shown = await lab.exec(name, ["ip", "-4", "addr", "show"]).catch(() => undefined);
      return shown?.stdout.includes(` ${virtualIp}/`) ? [name] : [];
    }),
  );
  return found.flat();
}

/** The one node that has the virtual address, as soon as exactly one has it. */
export function holder(lab: Lab): Promise<string> {
  return until(`one node with ${virtualIp}`, async () => {
    const found = await holders(lab);
    return found.length === 1 ? found[0] : undefined;
  });
}

/** Waits until there is a value. The patience is for a machine that is busy with other things, not a measure. */
export async function until<T>(what: string, attempt: () => Promise<T | undefined>, patience = 120_000): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${patience / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Asks Nomad with all rights. */
export async function nomad<T>(lab: Lab, method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T> {
  const response = await fetch(`${lab.nomadAddr}${path}`, {
    method,
    headers: { "X-Nomad-Token": lab.nomadToken() },
    signal: AbortSignal.timeout(5_000),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** An allocation as Nomad lists it; what is looked at here. */
export interface Allocation {
  readonly ID: string;
  readonly NodeID: string;
  readonly NodeName: string;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
}

/** The allocations of a job that run and shall run. */
export async function running(lab: Lab, namespace: string, job: string): Promise<Allocation[]> {
  const all = await nomad<Allocation[]>(lab, "GET", `/v1/job/${job}/allocations?namespace=${namespace}`);
  return all.filter((each) => each.ClientStatus === "running" && each.DesiredStatus === "run");
}

/** Waits until each node runs an instance of the name server again, and Nomad thinks well of all nodes. */
export async function whole(lab: Lab): Promise<void> {
  await until("all nodes ready, a name server on each", async () => {
    try {
      const nodes = await nomad<{ Status: string }[]>(lab, "GET", "/v1/nodes");
      const servers = await running(lab, "dns", "coredns");
      const ready = nodes.filter(({ Status }) => Status === "ready").length === lab.nodes.length;
      const answers = await Promise.all(
        lab.nodes.map(({ address }) => dig(lab, address, "page-lab.lab.lab.example.com")),
      );
      const known = answers.every(({ data }) => data.length === lab.nodes.length);
      return ready && servers.length === lab.nodes.length && known ? true : undefined;
    } catch {
      // Nomad has no leader yet
      return undefined;
    }
  });
}
