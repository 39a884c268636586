import type { Environments } from "./environment";
import { lab } from "./lab";

/**
 * The clusters that the stacks of this repository are for. One is chosen by CDKNOMAD_ENV, or by `--environment` of
 * `cdknomad plan`, `apply` and `graph`; `cdknomad compare lab prod` tells what differs between two.
 */
export const environments = {
  lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB),

  // What a cluster of one's own looks like. Its address is of a domain that nobody has.
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
