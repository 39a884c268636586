import type { Construct } from "constructs";
import { type ITerraformDependable, TerraformResource } from "#cdk";
import { Job as JobClass, type JobConfig } from "../.gen/terraform/nomad/job";

type Flag = "deregisterOnDestroy" | "detach" | "json" | "purgeOnDestroy" | "rerunIfDead";

/** Attributes of `nomad_job` that only the provider of cdknomad has. */
type OwnAttributes = { -readonly [name in "failFast" | "newerFields" | "protect"]?: boolean };

/** Attributes of `nomad_job` that {@link Job} sets. */
export interface JobResourceConfig extends Pick<JobConfig, Flag> {
  readonly jobspec: string;
  readonly dependsOn: readonly ITerraformDependable[];
  readonly preserveCounts?: boolean;
  readonly preserveResources?: boolean;
  readonly timeouts?: { readonly create?: string; readonly update?: string };
}

/**
 * The resource `nomad_job`, as the generated class writes it. That class also makes an object for each computed attribute,
 * and cdktf takes a stack trace for each of them, which is half of the time of a synthesis of many jobs. {@link Job} reads none of them.
 */
export class JobResource extends TerraformResource {
  /** The job as JSON. */
  jobspec: string;

  readonly own: OwnAttributes = {};

  constructor(
    scope: Construct,
    id: string,
    private readonly config: JobResourceConfig,
  ) {
    super(scope, id, {
      terraformResourceType: JobClass.tfResourceType,
      terraformGeneratorMetadata: { providerName: "nomad" },
      ...(config.dependsOn.length > 0 && { dependsOn: [...config.dependsOn] }),
    });
    this.jobspec = config.jobspec;
  }

  /** The job as JSON, under the name that it has in the generated class. */
  get jobspecInput(): string {
    return this.jobspec;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { deregisterOnDestroy, detach, json, preserveCounts, preserveResources, purgeOnDestroy } = this.config;
    const { rerunIfDead, timeouts } = this.config;
    const { failFast, newerFields, protect } = this.own;
    return {
      deregister_on_destroy: deregisterOnDestroy,
      detach,
      fail_fast: failFast,
      jobspec: this.jobspec,
      json,
      newer_fields: newerFields,
      preserve_counts: preserveCounts,
      preserve_resources: preserveResources,
      protect,
      purge_on_destroy: purgeOnDestroy,
      rerun_if_dead: rerunIfDead,
      timeouts,
    };
  }

  /** The same for `cdktf synth --hcl`. */
  protected override synthesizeHclAttributes(): Record<string, unknown> {
    const attributes = Object.entries(this.synthesizeAttributes()).filter(([, value]) => value !== undefined);
    return Object.fromEntries(attributes.map(([name, value]) => [name, hclAttribute(value)]));
  }
}

function hclAttribute(value: unknown): object {
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, field]) => [name, hclAttribute(field)]);
    return { value: Object.fromEntries(fields), isBlock: true, type: "struct", storageClassType: "JobTimeouts" };
  }
  return { value, isBlock: false, type: "simple", storageClassType: typeof value };
}
