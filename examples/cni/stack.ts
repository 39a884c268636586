import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/**
 * A task group with its own address in the LAN, from a CNI network of the node. It has its own ports too: port 80 is free,
 * whatever listens on the node.
 *
 * `cni/lan` is the file `lan.conflist` in the client's `cni_config_dir`; the lab has one (`lab/config/cni.ts`). A node without
 * it is not considered.
 *
 * @see https://developer.hashicorp.com/nomad/docs/networking/cni
 */
export class CniStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    new Job(this, "own-address", {
      name: "own-address",
      groups: [
        {
          name: "web",
          network: { mode: "cni/lan" },
          services: [
            {
              provider: "nomad",
              name: "own-address",
              port: "80",
              addressMode: "alloc",
              checks: [{ type: "http", path: "/", port: "80", addressMode: "alloc", interval: "5s", timeout: "2s" }],
            },
          ],
          tasks: [
            {
              name: "page",
              driver: "docker",
              config: {
                image: busybox,
                command: "busybox",
                args: ["httpd", "-f", "-p", "80", "-h", "/local/www"],
              },
              templates: [{ destination: "local/www/index.html", data: 'this is {{ env "NOMAD_ALLOC_ID" }}\n' }],
              resources: { cpu: 50, memory: 16 },
            },
          ],
        },
      ],
    });
  }
}
