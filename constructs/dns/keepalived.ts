import type { Task } from "../spec";
import { KEEPALIVED_IMAGE, keepalivedTask, type VirtualIpProps } from "../virtual-ip";
import { checkScript } from "./check-script";
import { probeName, serverName } from "./names";

/**
 * How many seconds a node may be unable to ask Nomad before another is preferred: longer than servers need to elect a leader,
 * when no node can. An agent whose server has lost its power may need 30 s; the cache answers for the names in use for 15 s.
 */
const PATIENCE = 5;

/**
 * The task that keeps the virtual address on a node whose CoreDNS answers, if possible on one that can know the names.
 *
 * @param name the name of the server
 * @param domain the domain with its final dot
 * @param port the label of the port on which CoreDNS answers
 */
export function keepalivedOfDns(name: string, domain: string, port: string, props: VirtualIpProps): Task {
  const { address, image = KEEPALIVED_IMAGE, routerId = 53 } = props;
  const answers = {
    name: "answers",
    args: [serverName(domain)],
    script: checkScript(port, "Address: "),
    rise: 2,
    fall: 2,
  };
  const knows = {
    name: "knows",
    args: [probeName(domain)],
    script: checkScript(port, "NXDOMAIN"),
    rise: 1,
    fall: PATIENCE,
    weight: -40,
  };
  return keepalivedTask({
    task: "keepalived-dns",
    instance: "dns",
    image,
    address,
    routerId,
    port,
    service: `${name}-keepalived`,
    checks: [answers, knows],
    shown: { name: "CoreDNS can ask Nomad", check: knows },
  });
}
