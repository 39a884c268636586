import type { Construct } from "constructs";

/** The namespaces, by program, whose tasks have a role in Consul. */
const known = new WeakMap<object, Set<string>>();

/** The name of the role that a namespace's tasks get; it is what `nomad setup consul` binds. */
export function taskRoleName(namespace: string): string {
  return `nomad-${namespace}-tasks`;
}

/**
 * Notes that the tasks of these namespaces have a role in Consul, so that jobs can be checked against it.
 *
 * @param scope any construct of the program
 */
export function declareTaskRoles(scope: Construct, namespaces: readonly string[]): void {
  const { root } = scope.node;
  known.set(root, new Set([...(known.get(root) ?? []), ...namespaces]));
}

/**
 * The role that tasks of a namespace would need and do not have.
 *
 * @param scope any construct of the program
 * @returns nothing when they have it, or when this program does not say how workloads log in to Consul
 */
export function missingTaskRole(scope: Construct, namespace: string): string | undefined {
  const namespaces = known.get(scope.node.root);
  return namespaces === undefined || namespaces.has(namespace) ? undefined : taskRoleName(namespace);
}
