import { Construct } from "constructs";
import { ConsulAclPolicy } from "./acl-policy";
import { ConsulAclRole } from "./acl-role";
import type { ConsulAclRules } from "./acl-rules";
import { declareTaskRoles, taskRoleName } from "./task-roles";

/**
 * What tasks of one namespace may do in Consul.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export interface TaskRoleProps {
  /**
   * Keys that the tasks may read, by what they begin with.
   * @default - those below `<namespace>/`
   */
  readonly keyPrefixes?: readonly string[];
  /**
   * Services that the tasks may look up. This also lets the tasks read the names and addresses of all nodes.
   * @default - none
   */
  readonly services?: readonly string[];
  /**
   * What they may do beside that.
   * @default - nothing
   */
  readonly rules?: ConsulAclRules;
}

/**
 * The role of a namespace's tasks in Consul, and the one policy that it stands for: least privilege, by the name of
 * the namespace. Both are called `nomad-<namespace>-tasks`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export class TaskRole extends Construct {
  /** The name in Consul. */
  readonly roleName: string;

  /**
   * @param namespace the namespace's name
   * @throws Error when the stack has this role already
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
