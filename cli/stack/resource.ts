/** Attributes of a resource by their Terraform names; an attribute that refers to another resource is its expression. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A resource as the program declares it. */
export interface StackResource {
  /** The address in Terraform: `nomad_job.default_web`. */
  readonly address: string;
  readonly type: string;
  /** The second part of the address. */
  readonly name: string;
  readonly values: Attributes;
}
