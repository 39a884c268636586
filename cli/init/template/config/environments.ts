import { type Environments, lab } from "cdknomad/config";

/**
 * The clusters that these stacks are for: all that differs between them stands here. CDKNOMAD_ENV=prod chooses one, and so
 * does `--environment prod`; without a name it is the cluster of NOMAD_ADDR, else the lab.
 */
export const environments = {
  // The throwaway cluster of `npm start`, which has its own tokens.
  lab: ({ CDKNOMAD_LAB = "lab" }) => lab(CDKNOMAD_LAB),

  // Your cluster. Tokens come from NOMAD_TOKEN and CONSUL_HTTP_TOKEN, or from a program: tokenCommand: ["pass", "nomad/token"].
  prod: {
    nomad: { address: "https://nomad.example.com:4646", region: "global" },
    consul: { address: "https://consul.example.com:8501" },
    datacenters: ["dc1"],
    state: { consul: "{{name}}/prod" },
  },
} satisfies Environments;
