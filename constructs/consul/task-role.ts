import { Construct } from "constructs";
import { ConsulAclPolicy } from "./acl-policy";
import { ConsulAclRole } from "./acl-role";
import type { ConsulAclRules } from "./acl-rules";
import { declareTaskRoles, taskRoleName } from "./task-roles";

/**
 * Rights of the tasks of one Nomad namespace in Consul.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export interface TaskRoleProps {
  /**
   * Prefixes of the keys of the KV store that the tasks may read.
   * @default ["<namespace>/"]
   */
  readonly keyPrefixes?: readonly string[];
  /**
   * Services that the tasks may look up. This also lets the tasks read the names and addresses of all nodes.
   * @default - none
   */
  readonly services?: readonly string[];
  /**
   * Further rights of the tasks.
   * @default - no further rights
   */
  readonly rules?: ConsulAclRules;
}

/**
 * The role of the tasks of a Nomad namespace in Consul, with one policy. Both are called `nomad-<namespace>-tasks`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul#consul-binding-rules
 */
export class TaskRole extends Construct {
  /** Name in Consul. */
  readonly roleName: string;

  /**
   * @param namespace the name of the namespace in Nomad
   * @throws CodedError if Consul does not accept the name (`property-invalid`), if the settings of the stack have no Consul
   * (`consul-missing`), or if the stack has this role already (`address-taken`)
   */
  constructor(scope: Construct, id: string, namespace: string, props: TaskRoleProps) {
    super(scope, id);
    const { keyPrefixes = [`${namespace}/`], services = [], rules = {} } = props;
    const name = taskRoleName(namespace);
    const allow = (names: readonly string[]) => Object.fromEntries(names.map((each) => [each, "read" as const]));
    const policy = new ConsulAclPolicy(this, "policy", {
      name,
      description: `what tasks of the Nomad namespace ${namespace} may do`,
      rules: {
        ...rules,
        keyPrefixes: { ...allow(keyPrefixes), ...rules.keyPrefixes },
        services: { ...allow(services), ...rules.services },
        nodePrefixes: { ...(services.length > 0 && { "": "read" as const }), ...rules.nodePrefixes },
      },
    });
    new ConsulAclRole(this, "role", {
      name,
      description: `tasks of the Nomad namespace ${namespace}`,
      policies: [policy],
    });
    declareTaskRoles(this, [namespace]);
    this.roleName = name;
  }
}
