import type { Environments } from "cdknomad/config";
import { lab } from "cdknomad/lab";

/**
 * The clusters for these stacks. `CDKNOMAD_ENV=prod` or `--environment prod` selects one. Without a name, it is the one with the
 * address in `NOMAD_ADDR`, or the lab if that is not set.
 */
export const environments = {
  // The throwaway cluster that `npm start` creates. It has its own tokens.
  lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB),

  // Your cluster. The tokens come from NOMAD_TOKEN and CONSUL_HTTP_TOKEN, or from a command: tokenCommand: ["pass", "nomad/token"].
  prod: {
    nomad: { address: "https://nomad.example.com:4646", region: "global" },
    consul: { address: "https://consul.example.com:8501" },
    datacenters: ["dc1"],
    state: { consul: "{{name}}/prod" },
  },
} satisfies Environments;
