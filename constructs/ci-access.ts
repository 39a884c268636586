import { Construct } from "constructs";
import { CodedError } from "../errors";
import { AclRole } from "./acl-role";
import { ConsulAclPolicy } from "./consul/acl-policy";
import { ConsulAclRole } from "./consul/acl-role";
import type { ConsulAclRules } from "./consul/acl-rules";
import type { INamespace } from "./namespace";

/**
 * What a {@link CiAccess} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt
 */
export interface CiAccessProps {
  /** The namespaces whose jobs are planned and applied, or their names. */
  readonly namespaces: readonly (INamespace | string)[];
  /**
   * What the roles' names begin with, in Nomad and in Consul.
   * @default "ci"
   */
  readonly name?: string;
  /**
   * Prefix of the keys of Terraform's states in Consul, such as `"terraform/"`.
   * @default - the states are not in Consul, and no role of Consul is made
   */
  readonly stateKeyPrefix?: string;
}

/**
 * What a pipeline may do, as two roles: `ci-plan` reads jobs and asks Nomad's scheduler, and writes nothing; `ci-apply`
 * registers and stops jobs on top of that. Neither may touch namespaces, ACLs, variables, logs, files or running
 * allocations: what only a management token may do in Nomad stays with persons. Give more with the `grant...` methods of a
 * {@link Namespace}.
 *
 * @example
 * new CiAccess(stack, "ci", { namespaces: [lab, "default"], stateKeyPrefix: "terraform/" });
 * @see https://developer.hashicorp.com/nomad/docs/secure/authentication/jwt
 */
export class CiAccess extends Construct {
  /** Plans only. */
  readonly planRole: AclRole;
  /** Plans, and applies what changes jobs. */
  readonly applyRole: AclRole;

  /**
   * @throws Error when there is no namespace, when a name is not one that Nomad or Consul accepts, or when
   * `stateKeyPrefix` is given in a stack without Consul
   */
  constructor(scope: Construct, id: string, { namespaces, name = "ci", stateKeyPrefix }: CiAccessProps) {
    super(scope, id);
    if (namespaces.length === 0) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] namespaces: there is none, so that a pipeline could do nothing; name one`,
      );
    }
    this.planRole = new AclRole(this, "plan", { name: `${name}-plan`, description: "pipelines of pull requests" });
    this.applyRole = new AclRole(this, "apply", { name: `${name}-apply`, description: "pipelines of what is merged" });
    for (const namespace of namespaces) {
      const namespaceName = typeof namespace === "string" ? namespace : namespace.namespaceName;
      this.planRole.addRights(namespaceName, { capabilities: PLAN });
      this.applyRole.addRights(namespaceName, { capabilities: [...PLAN, ...APPLY] });
    }
    if (stateKeyPrefix !== undefined) {
      this.addStateRole(`${name}-plan`, { keyPrefixes: { [stateKeyPrefix]: "read" } });
      // Terraform's lock is a key that a session holds; which node's session that is, the agent decides that is asked.
      this.addStateRole(`${name}-apply`, {
        keyPrefixes: { [stateKeyPrefix]: "write" },
        sessionPrefixes: { "": "write" },
      });
    }
  }

  private addStateRole(name: string, rules: ConsulAclRules): void {
    const policy = new ConsulAclPolicy(this, `${name}-policy`, { name, description: "Terraform's states", rules });
    new ConsulAclRole(this, `${name}-role`, { name, description: "Terraform's states", policies: [policy] });
  }
}

/** `plan-job` is Nomad's own word for asking the scheduler without the right to submit. */
const PLAN = ["list-jobs", "read-job", "plan-job"] as const;

/** The parts of `submit-job` that an apply needs: not to dispatch, revert, force or evaluate. */
const APPLY = ["register-job", "deregister-job", "purge-job"] as const;
