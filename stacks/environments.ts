import { type Environments, settings as settingsOf } from "../config";
import type { ClusterSettings } from "../constructs";
import { lab } from "../lab/settings";

/**
 * The clusters for the stacks of this repository. `CDKNOMAD_ENV`, or `--environment` of the commands,
 * selects one; `cdknomad compare lab prod` shows the differences between two.
 */
export const environments = {
  lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB),

  // An example of your own cluster. The domain does not exist.
  prod: {
    nomad: {
      address: "https://nomad.example.com:4646",
      region: "global",
      tls: { caFile: "~/.nomad/ca.pem", certFile: "~/.nomad/cli.pem", keyFile: "~/.nomad/cli-key.pem" },
      tokenCommand: ["pass", "nomad/token"],
    },
    consul: {
      address: "https://consul.example.com:8501",
      tls: { caFile: "~/.consul/ca.pem", certFile: "~/.consul/cli.pem", keyFile: "~/.consul/cli-key.pem" },
      tokenCommand: ["pass", "consul/token"],
    },
    datacenters: ["dc1"],
    nodes: 3,
    state: { consul: "cdknomad/prod" },
  },
} satisfies Environments;

/** Settings of the environment that the variables of the process select. */
export function settings(): ClusterSettings {
  return settingsOf(process.env, environments);
}
