import type { Construct } from "constructs";
import { ConsulTaskPolicy } from "../../constructs/consul/task-policy";
import { namespaceNameOf } from "../job-pattern";
import type { PostgresProps } from "../postgres-props";
import { keyPrefix } from "./configuration";

/**
 * Lets the instances of a server write their own keys in Consul, and keep a session on their node. Consul has no rule for the node of a
 * token, so the sessions are those of all nodes.
 *
 * @see https://patroni.readthedocs.io/en/latest/yaml_configuration.html#consul
 */
export function addConsulAccess(scope: Construct, props: PostgresProps): ConsulTaskPolicy {
  const { consul: { authMethod = "nomad-workloads" } = {}, name } = props;
  const namespace = namespaceNameOf(props);
  return new ConsulTaskPolicy(scope, "consul", {
    name: `postgres-${namespace}-${name}`,
    task: { namespace, job: name, task: name },
    rules: { keyPrefixes: { [keyPrefix(props)]: "write" }, sessionPrefixes: { "": "write" } },
    authMethod,
  });
}
