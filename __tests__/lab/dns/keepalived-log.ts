import type { Lab } from "../../../lab";

/** How often keepalived on a node has lowered its priority, because its CoreDNS could not ask Nomad, by the log of its task. */
export async function timesBehind(lab: Lab, node: string, allocation: string): Promise<number> {
  const script = `cat /run/alloc/${allocation}/alloc/logs/keepalived-dns.std* | grep -c 'Changing effective priority from 100 to'`;
  const { stdout } = await lab.exec(node, ["/bin/sh", "-c", script]);
  return Number(stdout);
}
