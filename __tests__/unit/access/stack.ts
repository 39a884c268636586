import { App } from "cdktf";
import { type ClusterSettings, ClusterStack } from "../../../constructs";

/** An empty stack of a cluster with Nomad and Consul. */
export function stack(): ClusterStack {
  return stackWith({});
}

/** An empty stack of the same cluster with other settings. */
export function stackWith(settings: Partial<ClusterSettings>): ClusterStack {
  return new ClusterStack(new App(), "cluster", {
    nomad: { address: "http://127.0.0.1:4646" },
    consul: { address: "http://127.0.0.1:8500", tokenFile: "~/consul.token" },
    ...settings,
  });
}
