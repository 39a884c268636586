import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { Namespace as NamespaceResource } from "../.gen/terraform/nomad/namespace";
import type { VariablesCapability } from "./acl-rules";
import { resourceAddress } from "./address";
import { literal, literals, literalTexts } from "./literal";
import { requireOwnProvider } from "./own-provider";
import { requireName } from "./require-name";
import type { IGrantee } from "./rights";

/**
 * A namespace that other constructs can refer to: a {@link Namespace}, or an existing one of `Namespace.fromName`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/govern/namespaces
 */
export interface INamespace {
  /** Name in Nomad. */
  readonly namespaceName: string;
  /** Terraform resources that create the namespace; empty for an existing namespace. */
  readonly dependables: readonly ITerraformDependable[];
}

/**
 * A namespace with methods that give rights in it.
 *
 * @see docs/how-to/access.md
 */
export interface IGrantingNamespace extends INamespace {
  /** Lets the grantee list and read the jobs, without their logs or files. */
  grantReadJobs(grantee: IGrantee): void;
  /** Lets the grantee read the jobs, register and stop them, and dispatch them. */
  grantSubmitJobs(grantee: IGrantee): void;
  /** Lets the grantee read the jobs and the logs of their tasks. */
  grantReadLogs(grantee: IGrantee): void;
  /**
   * Gives the grantee rights on Nomad Variables.
   *
   * @param grantee the job, workload, or role
   * @param path a path; one that ends with `*` matches all paths that start with it
   * @param capabilities the rights
   */
  grantVariables(grantee: IGrantee, path: string, capabilities: readonly VariablesCapability[]): void;
}

/**
 * Task drivers and network modes that jobs of a namespace may use. A list of enabled ones forbids all others.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/namespace#capabilities-parameters
 */
export interface NamespaceCapabilities {
  /** Task drivers that jobs may use. @default - Nomad allows all task drivers */
  readonly enabledTaskDrivers?: string[];
  /** Task drivers that jobs may not use. @default - none */
  readonly disabledTaskDrivers?: string[];
  /** Network modes that groups may use, such as `bridge`. @default - Nomad allows all network modes */
  readonly enabledNetworkModes?: string[];
  /** Network modes that groups may not use. @default - none */
  readonly disabledNetworkModes?: string[];
}

/**
 * The node pools that jobs of a namespace may use (Nomad Enterprise).
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/namespace#node_pool_config-parameters
 */
export interface NamespaceNodePoolConfig {
  /**
   * Node pool of the jobs that do not set one.
   * @default - Nomad uses `default`
   */
  readonly default?: string;
  /**
   * The only node pools that jobs may use; cannot be combined with `denied`.
   * @default - Nomad allows all node pools
   */
  readonly allowed?: string[];
  /**
   * Node pools that jobs may not use; cannot be combined with `allowed`.
   * @default - none
   */
  readonly denied?: string[];
}

/**
 * Properties of a {@link Namespace}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/namespace
 */
export interface NamespaceProps {
  /** Name in Nomad: 1 to 128 letters, digits, and `-`. */
  readonly name: string;
  /**
   * Description for operators.
   * @default - no description
   */
  readonly description?: string;
  /**
   * Key-value pairs of your own.
   * @default - none
   */
  readonly meta?: Readonly<Record<string, string>>;
  /**
   * Task drivers and network modes that jobs of the namespace may use.
   * @default - Nomad allows all
   */
  readonly capabilities?: NamespaceCapabilities;
  /**
   * Node pools that jobs of the namespace may use, and the one of jobs that do not set one (Nomad Enterprise).
   * @default - Nomad uses the node pool `default` and allows all
   */
  readonly nodePoolConfig?: NamespaceNodePoolConfig;
  /**
   * Claims that each workload identity in the namespace has, by name. A value can contain variables such as `${job.region}`. Only the
   * provider of cdknomad has this attribute.
   * @default - none
   * @since Nomad 2.0.3
   */
  readonly requiredExtraClaims?: Readonly<Record<string, string>>;
  /**
   * Claims that a workload identity in the namespace has if its job names them in `extraClaims`, by name. Only the provider of cdknomad
   * has this attribute.
   * @default - none
   * @since Nomad 2.0.3
   */
  readonly optionalExtraClaims?: Readonly<Record<string, string>>;
}

/**
 * A Nomad namespace: a set of jobs, services, volumes, and variables, in which policies give rights.
 *
 * Terraform deletes the namespace if you remove it from the program. Nomad refuses that as long as jobs run in it.
 *
 * @example
 * const dns = new Namespace(stack, "dns", { name: "dns", description: "name service of the lab" });
 * new Job(stack, "coredns", { name: "coredns", namespace: dns, groups: [] });
 *
 * @see https://developer.hashicorp.com/nomad/docs/govern/namespaces
 */
export class Namespace extends Construct implements IGrantingNamespace {
  readonly namespaceName: string;
  readonly dependables: readonly ITerraformDependable[];

  /**
   * @throws CodedError if Nomad does not accept the name (`property-invalid`), or if the stack has this namespace already
   * (`address-taken`)
   */
  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    requireName(this, "a namespace", props.name);
    const { name, description, meta, capabilities, nodePoolConfig } = props;
    const resource = new NamespaceResource(this, "resource", {
      name,
      ...(description !== undefined && { description: literal(description) }),
      ...(meta && { meta: literals(meta) }),
      ...(capabilities && { capabilities: literalTexts(capabilities) }),
      ...(nodePoolConfig && { nodePoolConfig: literalTexts(nodePoolConfig) }),
    });
    resource.overrideLogicalId(resourceAddress(this, NamespaceResource.tfResourceType, name));
    for (const option of ["requiredExtraClaims", "optionalExtraClaims"] as const) {
      const claims = props[option];
      if (claims && Object.keys(claims).length > 0) {
        resource[option] = literals(claims);
        requireOwnProvider(this, `[${this.node.path}] ${option}: the provider hashicorp does not know it`);
      }
    }
    this.namespaceName = name;
    this.dependables = [resource];
  }

  /**
   * Returns a reference to an existing namespace, such as `default`, which this program does not change.
   *
   * @param name the name of the namespace in Nomad
   */
  static fromName(name: string): IGrantingNamespace {
    return {
      namespaceName: name,
      dependables: [],
      grantReadJobs: (grantee) => grantee.addRights(name, { capabilities: READ_JOBS }),
      grantSubmitJobs: (grantee) =>
        grantee.addRights(name, { capabilities: [...READ_JOBS, "parse-job", "submit-job", "dispatch-job"] }),
      grantReadLogs: (grantee) => grantee.addRights(name, { capabilities: [...READ_JOBS, "read-logs"] }),
      grantVariables: (grantee, path, capabilities) => grantee.addRights(name, { variables: { [path]: capabilities } }),
    };
  }

  grantReadJobs(grantee: IGrantee): void {
    Namespace.fromName(this.namespaceName).grantReadJobs(grantee);
  }

  grantSubmitJobs(grantee: IGrantee): void {
    Namespace.fromName(this.namespaceName).grantSubmitJobs(grantee);
  }

  grantReadLogs(grantee: IGrantee): void {
    Namespace.fromName(this.namespaceName).grantReadLogs(grantee);
  }

  grantVariables(grantee: IGrantee, path: string, capabilities: readonly VariablesCapability[]): void {
    Namespace.fromName(this.namespaceName).grantVariables(grantee, path, capabilities);
  }
}

/** What it takes to see the jobs of a namespace, and how many of each run. */
const READ_JOBS = ["list-jobs", "read-job", "read-job-scaling"] as const;
