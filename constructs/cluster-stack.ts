import path from "node:path";
import { NomadProvider } from "@cdktf/provider-nomad/lib/provider";
import { App, LocalBackend, TerraformBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ClusterFacts } from "./validate";

/**
 * Which Terraform providers do the work: ours, which see drift and ask Nomad's scheduler at plan, or HashiCorp's.
 * The resources, their attributes and their addresses are the same.
 */
export type Providers = "cdknomad" | "hashicorp";

/** Where Nomad is, and who we are to it. Tokens themselves never stand here: they would end up in `cdk.tf.json`. */
export interface NomadSettings {
  /** The address of the HTTP API, as `http://127.0.0.1:4646`. */
  readonly address: string;
  /**
   * The region.
   * @default - Nomad uses the agent's own
   */
  readonly region?: string;
  /**
   * A file (mode 0600) that holds the ACL token, `~/` being the home folder; read by our provider when NOMAD_TOKEN is not set.
   * @default - only NOMAD_TOKEN
   */
  readonly tokenFile?: string;
}

/** One cluster, as a stack sees it. */
export interface ClusterSettings {
  readonly nomad: NomadSettings;
  /**
   * Which Terraform providers do the work.
   * @default "cdknomad"
   */
  readonly providers?: Providers;
  /**
   * How many nodes run jobs, for the rules that ask whether all allocations can be placed.
   * @default - unknown; those rules assume enough
   */
  readonly nodes?: number;
}

const ours = { source: "terraform.local/cdknomad/nomad", version: "0.1.0" };

/**
 * One Terraform state on one cluster: the provider and the place of the state are set up, resources are added by the
 * stack that extends it.
 *
 * The state is kept in `terraform.<stack>.tfstate` beside `cdktf.json`, unless the stack adds a backend of its own.
 */
export class ClusterStack extends TerraformStack {
  /** What the rules over a job may know of the cluster. */
  readonly facts: ClusterFacts;

  constructor(scope: Construct, id: string, { nomad, nodes, providers = "cdknomad" }: ClusterSettings) {
    super(scope, id);
    this.facts = { ...(nodes !== undefined && { nodes }) };
    const { address, region, tokenFile } = nomad;
    const provider = new NomadProvider(this, "provider:nomad", { address, ...(region !== undefined && { region }) });
    if (providers === "cdknomad") {
      this.addOverride("terraform.required_providers.nomad", ours);
      if (tokenFile !== undefined) {
        provider.addOverride("token_file", tokenFile);
      }
    }
  }

  /** @internal called by cdktf at synthesis: the backend that the stack added itself, else a local file. */
  override ensureBackendExists(): TerraformBackend {
    const own = this.node.findAll().find(TerraformBackend.isBackend);
    if (own) {
      return own as TerraformBackend;
    }
    // Relative to the stack's folder, where Terraform runs, so that the output is the same on every machine.
    const folder = path.resolve(App.of(this).outdir, "stacks", this.node.id);
    return new LocalBackend(this, { path: path.relative(folder, path.resolve(`terraform.${this.node.id}.tfstate`)) });
  }
}

/** What is known of the cluster that a construct is for; nothing in a stack that is no {@link ClusterStack}. */
export function clusterFacts(scope: Construct): ClusterFacts {
  const stack = TerraformStack.of(scope);
  return stack instanceof ClusterStack ? stack.facts : {};
}
