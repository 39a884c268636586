import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { labPaths } from "./paths";

/**
 * Keeps docker from starting the containers that hold the networks of task groups when a stopped node boots again.
 *
 * A node of a lab boots within a second, before Nomad notices that it was off. Nomad then takes a running container for a complete
 * network, although the boot removed its interfaces, and the group stays without a network. A machine that boots slower
 * gets new allocations. Without the container, Nomad creates the network again.
 *
 * @see https://github.com/hashicorp/nomad/issues/17959
 */
export function forgetPauseContainers(lab: string, node: string): void {
  const folder = path.join(labPaths(lab).hostDir(node), "docker", "containers");
  for (const container of existsSync(folder) ? readdirSync(folder) : []) {
    const file = (name: string) => path.join(folder, container, name);
    try {
      const { Name } = JSON.parse(readFileSync(file("config.v2.json"), "utf8")) as { Name: string };
      if (Name.startsWith("/nomad_init_")) {
        const host = JSON.parse(readFileSync(file("hostconfig.json"), "utf8")) as object;
        const RestartPolicy = { Name: "no", MaximumRetryCount: 0 };
        writeFileSync(file("hostconfig.json"), JSON.stringify({ ...host, RestartPolicy }));
      }
    } catch {
      // The node was powered off while docker wrote the file; docker ignores such a container.
    }
  }
}
