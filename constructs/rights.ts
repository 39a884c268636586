import type { AclRules, NamespaceCapability, VariablesCapability } from "./acl-rules";

/**
 * Rights in one namespace.
 *
 * @see docs/how-to/access.md
 */
export interface NamespaceRights {
  /** Single rights in the namespace. @default - none */
  readonly capabilities?: readonly NamespaceCapability[];
  /** Rights on Nomad Variables, by path. @default - none */
  readonly variables?: Readonly<Record<string, readonly VariablesCapability[]>>;
}

/**
 * A holder of rights in Nomad: a job, a workload, or a role. The `grant...` methods of a {@link Namespace} and of a {@link Variable} take one.
 *
 * @see docs/how-to/access.md
 */
export interface IGrantee {
  /**
   * Adds rights to the policy of the grantee.
   *
   * @param namespace the name of the namespace
   * @param rights the rights, in addition to those that were added before
   */
  addRights(namespace: string, rights: NamespaceRights): void;
}

/** Rights that are collected while a program runs and become the rules of one policy. */
export class Rights {
  private readonly namespaces = new Map<string, NamespaceRights>();

  /** Adds rights in a namespace; one that is there already stays once. */
  add(namespace: string, { capabilities = [], variables = {} }: NamespaceRights): void {
    const before = this.namespaces.get(namespace) ?? {};
    const paths = together(Object.keys(before.variables ?? {}), Object.keys(variables));
    this.namespaces.set(namespace, {
      capabilities: together(before.capabilities ?? [], capabilities),
      variables: Object.fromEntries(
        paths.map((path) => [path, together(before.variables?.[path] ?? [], variables[path] ?? [])]),
      ),
    });
  }

  /** The rules that allow all that was added until now. */
  rules(): AclRules {
    const entries = [...this.namespaces].map(([name, { capabilities = [], variables = {} }]) => [
      name,
      {
        ...(capabilities.length > 0 && { capabilities }),
        ...(Object.keys(variables).length > 0 && { variables }),
      },
    ]);
    return { namespaces: Object.fromEntries(entries) };
  }
}

function together<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return [...new Set([...one, ...other])];
}
