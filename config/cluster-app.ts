import { App, type AppConfig } from "#cdk";
import type { ClusterSettings } from "../constructs";
import { linkTerraformProviders } from "../tools/link-terraform-providers";
import type { Environments } from "./environment";
import { settings } from "./settings";

/**
 * Properties of a {@link ClusterApp}: the clusters of a program, and the options of cdktf's `App`.
 *
 * @see docs/reference/settings.md
 */
export interface ClusterAppProps extends AppConfig {
  /** Clusters of the program, by name. */
  readonly environments: Environments;
}

/**
 * A cdktf `App` for one of several clusters. It selects the environment, and after the synthesis it puts the providers of cdknomad
 * where Terraform finds them. A program can use cdktf's own `App`, {@link settings} and `linkTerraformProviders` instead.
 *
 * @example
 * const app = new ClusterApp({ environments });
 * new AppsStack(app, "apps", app.settings);
 * app.synth();
 * @see docs/reference/settings.md
 */
export class ClusterApp extends App {
  /** The settings of the selected environment, for the stacks. */
  readonly settings: ClusterSettings;

  /** @throws CodedError if the environment cannot be selected (`environment-unknown`, `states-shared`, `environment-differs`) */
  constructor({ environments, ...options }: ClusterAppProps) {
    super(options);
    this.settings = settings(process.env, environments);
  }

  /** Writes the stacks to `outdir` and links the providers into them. */
  override synth(): void {
    super.synth();
    void linkTerraformProviders(this.outdir);
  }
}
