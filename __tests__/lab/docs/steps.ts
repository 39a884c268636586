/** A line of the guides to run on the lab, and a part of its expected output. */
export interface Step {
  /** The line as a page shows it. */
  readonly line: string;
  /** Text that its output contains. */
  readonly prints: string;
  /**
   * The folder below the project, or `"node"` for a node of the lab.
   * @default - the project
   */
  readonly where?: "stacks/apps" | "node";
  /** An option that answers a question of cdktf, which asks nothing without a terminal. */
  readonly answer?: string;
  /** The answer to a question of the command. */
  readonly input?: string;
  /**
   * Exit code.
   * @default 0
   */
  readonly code?: number;
  /** A shell command to run before the line. */
  readonly after?: string;
}

/** Lines of the guides in an order in which they can be run. */
export const steps: readonly Step[] = [
  // README
  { line: "npx cdktf deploy '*'", answer: " --auto-approve", prints: "nomad_job.default_it-tools: Creating..." },
  { line: "npx cdktf diff apps", prints: "No changes. Your infrastructure matches the configuration." },
  {
    line: "npx cdknomad lab exec --client -- dig +short @10.0.10.11 ittools.lab.example.com",
    prints: "10.0.10.11",
  },
  { line: "npx cdknomad plan", prints: "no changes" },
  { line: "npx cdknomad doctor", prints: "states, tokens and versions are as an apply needs them" },
  { line: "npx cdknomad lab status", prints: "n1" },
  { line: "npx cdknomad graph --out cluster.svg", prints: "" },
  // from-hcl.md
  { line: "npx cdknomad import it-tools.nomad.hcl", prints: "maxParallel: 1," },
  // operate.md: a copy of a state, and none at all
  { line: "terraform state pull > apps.tfstate", where: "stacks/apps", prints: "" },
  { line: "terraform state push apps.tfstate", where: "stacks/apps", prints: "" },
  {
    line: "npx cdknomad plan apps",
    after: "rm terraform.apps.tfstate",
    code: 2,
    prints: "ittools: adopted as it runs",
  },
  { line: "npx cdknomad apply", prints: "applied: 1 of 1 done" },
  { line: "npx cdknomad plan", prints: "no changes" },
  // operate.md, on a node
  { line: "nomad server members", where: "node", prints: "alive" },
  { line: "nomad operator raft list-peers", where: "node", prints: "leader" },
  { line: "nomad operator snapshot save nomad.snap", where: "node", prints: "State file written" },
  { line: "nomad operator snapshot inspect nomad.snap", where: "node", prints: "Index" },
  { line: "consul snapshot save consul.snap", where: "node", prints: "Saved and verified snapshot" },
  { line: "consul snapshot inspect consul.snap", where: "node", prints: "Index" },
  { line: "nomad node status", where: "node", prints: "ready" },
  { line: "nomad job status", where: "node", prints: "it-tools" },
  { line: "nomad operator root keyring rotate -now", where: "node", prints: "active" },
  { line: "nomad operator root keyring list", where: "node", prints: "active" },
  { line: "nomad acl token create -name deploy -type management -ttl 24h", where: "node", prints: "Secret ID" },
  {
    line: "consul acl token create -description deploy -policy-name global-management",
    where: "node",
    prints: "SecretID",
  },
  { line: "nomad system gc", where: "node", prints: "" },
  { line: "npx cdktf destroy '*'", answer: " --auto-approve", prints: "nomad_job.default_it-tools: Destroying..." },
];
