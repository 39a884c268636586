import {
  type NamespaceCapabilities,
  type NamespaceNodePoolConfig,
  Namespace as NamespaceResource,
} from "@cdktf/provider-nomad/lib/namespace";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resourceAddress } from "./address";

/** A namespace as other constructs take it: its name, and what has to exist before it can be used. */
export interface INamespace {
  /** The name in Nomad. */
  readonly namespaceName: string;
  /** The resources that make the namespace; none where it is only referred to. */
  readonly dependables: readonly ITerraformDependable[];
}

/** What a {@link Namespace} is made of. */
export interface NamespaceProps {
  /** The name in Nomad: 1 to 128 characters out of letters, digits and `-`. */
  readonly name: string;
  /**
   * A text for people.
   * @default - none
   */
  readonly description?: string;
  /**
   * Free key-value pairs kept with the namespace.
   * @default - none
   */
  readonly meta?: Readonly<Record<string, string>>;
  /**
   * The task drivers and network modes that jobs of the namespace may use.
   * @default - Nomad allows all
   */
  readonly capabilities?: NamespaceCapabilities;
  /**
   * The node pools that jobs of the namespace may use, and the one they get (Nomad Enterprise).
   * @default - Nomad uses the node pool `default` and allows all
   */
  readonly nodePoolConfig?: NamespaceNodePoolConfig;
}

/**
 * A Nomad namespace: a room of its own for jobs, services and variables, to which policies give rights.
 *
 * Removing it from the program destroys the namespace; Nomad refuses that as long as jobs run in it.
 *
 * @example
 * const dns = new Namespace(stack, "dns", { name: "dns", description: "name service of the lab" });
 * new Job(stack, "coredns", { name: "coredns", namespace: dns, groups: [] });
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/namespaces
 */
export class Namespace extends Construct implements INamespace {
  readonly namespaceName: string;
  readonly dependables: readonly ITerraformDependable[];

  /**
   * @throws Error when the name is not one that Nomad accepts, or the stack has this namespace already
   */
  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    if (!/^[A-Za-z0-9-]{1,128}$/.test(props.name)) {
      throw new Error(
        `[${this.node.path}] name: "${props.name}" is not a namespace name; use 1 to 128 letters, digits and "-"`,
      );
    }
    const { name, description, meta, capabilities, nodePoolConfig } = props;
    const resource = new NamespaceResource(this, "resource", {
      name,
      ...(description !== undefined && { description }),
      ...(meta && { meta: { ...meta } }),
      ...(capabilities && { capabilities }),
      ...(nodePoolConfig && { nodePoolConfig }),
    });
    resource.overrideLogicalId(resourceAddress(this, NamespaceResource.tfResourceType, name));
    this.namespaceName = name;
    this.dependables = [resource];
  }

  /**
   * A namespace that exists already and is not this program's to change, as `default`.
   *
   * @param name its name in Nomad
   */
  static fromName(name: string): INamespace {
    return { namespaceName: name, dependables: [] };
  }
}
