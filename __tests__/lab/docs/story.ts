/** A line of the guides, typed on the lab, and a part of what it has to print. */
export interface Step {
  /** The line as it stands on a page. */
  readonly line: string;
  /** What it prints, among other things. */
  readonly says: string;
  /** Where it is typed: in the project, in a folder below it, or on a node of the lab; the project if not given. */
  readonly where?: "stacks/apps" | "node";
  /** An option in the place of what cdktf asks a person; it asks nobody without a terminal. */
  readonly answer?: string;
  /** What a reader types when the command asks. */
  readonly input?: string;
  /** How it ends. @default 0 */
  readonly code?: number;
  /** What has happened before it, in the words of a shell. */
  readonly after?: string;
}

const ours = "terraform.local/cdknomad/nomad";
const official = "registry.terraform.io/hashicorp/nomad";

/** What the guides say, in an order in which it can be done. */
export const story: readonly Step[] = [
  // README
  { line: "npx cdktf deploy '*'", answer: " --auto-approve", says: "nomad_job.default_it-tools: Creating..." },
  { line: "npx cdktf diff apps", says: "No changes. Your infrastructure matches the configuration." },
  {
    line: "npx cdknomad lab exec --client -- dig +short @10.0.10.11 ittools.lab.example.com",
    says: "10.0.10.11",
  },
  { line: "npx cdknomad plan", says: "no changes" },
  { line: "npx cdknomad doctor", says: "states, tokens and versions are as an apply needs them" },
  { line: "npx cdknomad lab status", says: "n1" },
  { line: "npx cdknomad graph --out cluster.svg", says: "" },
  // from-hcl.md, import.md, moving.md
  { line: "npx cdknomad import it-tools.nomad.hcl", says: "maxParallel: 1," },
  {
    line: "npx cdknomad import it-tools@default --state --out .",
    after: 'eval "$(npx cdknomad lab env)"',
    says: "stacks/it-tools.ts",
  },
  // moving.md: to the official provider's name, and back
  { line: "terraform init -input=false", where: "stacks/apps", says: " has been successfully initialized!" },
  {
    line: `terraform state replace-provider ${official} ${ours}`,
    after: `terraform state replace-provider -auto-approve ${ours} ${official}`,
    input: "yes",
    where: "stacks/apps",
    says: "Successfully replaced provider for 1 resources.",
  },
  { line: "terraform state list", where: "stacks/apps", says: "nomad_job.default_it-tools" },
  { line: "npx cdknomad plan", says: "no changes" },
  // operating.md: a copy of a state, and none at all
  { line: "terraform state pull > apps.tfstate", where: "stacks/apps", says: "" },
  { line: "terraform state push apps.tfstate", where: "stacks/apps", says: "" },
  { line: "npx cdknomad plan apps", after: "rm terraform.apps.tfstate", code: 2, says: "ittools: adopted as it runs" },
  { line: "npx cdknomad apply", says: "applied: 1 of 1 done" },
  { line: "npx cdknomad plan", says: "no changes" },
  // operating.md, on a node
  { line: "nomad server members", where: "node", says: "alive" },
  { line: "nomad operator raft list-peers", where: "node", says: "leader" },
  { line: "nomad operator snapshot save nomad.snap", where: "node", says: "State file written" },
  { line: "nomad operator snapshot inspect nomad.snap", where: "node", says: "Index" },
  { line: "consul snapshot save consul.snap", where: "node", says: "Saved and verified snapshot" },
  { line: "consul snapshot inspect consul.snap", where: "node", says: "Index" },
  { line: "nomad node status", where: "node", says: "ready" },
  { line: "nomad job status", where: "node", says: "it-tools" },
  { line: "nomad operator root keyring rotate -now", where: "node", says: "active" },
  { line: "nomad operator root keyring list", where: "node", says: "active" },
  { line: "nomad acl token create -name deploy -type management -ttl 24h", where: "node", says: "Secret ID" },
  {
    line: "consul acl token create -description deploy -policy-name global-management",
    where: "node",
    says: "SecretID",
  },
  { line: "nomad system gc", where: "node", says: "" },
  { line: "npx cdktf destroy '*'", answer: " --auto-approve", says: "nomad_job.default_it-tools: Destroying..." },
];
