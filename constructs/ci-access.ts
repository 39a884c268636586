import { Construct } from "constructs";
import { CodedError } from "../errors";
import { AclRole } from "./acl-role";
import { ConsulAclPolicy } from "./consul/acl-policy";
import { ConsulAclRole } from "./consul/acl-role";
import type { ConsulAclRules } from "./consul/acl-rules";
import type { INamespace } from "./namespace";

/**
 * Properties of a {@link CiAccess}.
 *
 * @see docs/how-to/pull-requests.md
 */
export interface CiAccessProps {
  /** Namespaces of the jobs that the pipeline plans and applies, or their names. At least one. */
  readonly namespaces: readonly (INamespace | string)[];
  /**
   * Prefix of the names of the roles, in Nomad and in Consul.
   * @default "ci"
   */
  readonly name?: string;
  /**
   * Prefix of the keys of Terraform's states in Consul, such as `"terraform/"`.
   * @default - the states are not in Consul, and there are no roles of Consul
   */
  readonly stateKeyPrefix?: string;
}

/**
 * Rights of a pipeline, as two roles: `ci-plan` reads jobs and asks Nomad's scheduler, and writes nothing. `ci-apply` can also register
 * and stop jobs. Neither role has rights on namespaces, ACLs, variables, logs, files, or running allocations. The `grant...` methods of
 * a {@link Namespace} add rights.
 *
 * @example
 * new CiAccess(stack, "ci", { namespaces: [lab, "default"], stateKeyPrefix: "terraform/" });
 * @see docs/how-to/pull-requests.md
 */
export class CiAccess extends Construct {
  /** Role of a pipeline that plans. */
  readonly planRole: AclRole;
  /** Role of a pipeline that plans and applies changes of jobs. */
  readonly applyRole: AclRole;

  /**
   * @throws CodedError if there is no namespace, or Nomad or Consul does not accept a name (`property-invalid`), if the stack has these
   * roles already (`address-taken`), or if `stateKeyPrefix` is set in a stack without Consul (`consul-missing`)
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
