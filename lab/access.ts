import type { ConsulClient } from "../clients";
import { consulAudience, jwksUrl } from "./config/nomad";
import type { Host } from "./topology";

/** Secrets of the tokens that agents of one node use. */
export interface AgentTokens {
  readonly node: Host;
  readonly consulAgent: string;
  readonly nomadAgent: string;
}

/**
 * Gives each agent its own Consul token with no more rights than it needs.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/token/create/agent
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export async function createAgentTokens(consul: ConsulClient, agents: readonly AgentTokens[]): Promise<void> {
  const policy = (Name: string, Rules: string) => consul.request("PUT", "/v1/acl/policy", { body: { Name, Rules } });
  await Promise.all([
    policy(
      "nomad-agent",
      'agent_prefix "" { policy = "read" }\nnode_prefix "" { policy = "read" }\nservice_prefix "" { policy = "write" }\nmesh = "write"',
    ),
    ...agents.map(({ node }) =>
      policy(
        `consul-agent-${node.name}`,
        `node "${node.name}" { policy = "write" }\nagent "${node.name}" { policy = "write" }\nservice_prefix "" { policy = "read" }`,
      ),
    ),
  ]);
  const token = (SecretID: string, Description: string, policyName: string) =>
    consul.request("PUT", "/v1/acl/token", { body: { SecretID, Description, Policies: [{ Name: policyName }] } });
  await Promise.all(
    agents.flatMap(({ node, consulAgent, nomadAgent }) => [
      token(consulAgent, `Consul on ${node.name}`, `consul-agent-${node.name}`),
      token(nomadAgent, `Nomad on ${node.name}`, "nomad-agent"),
    ]),
  );
}

/**
 * Lets workloads of Nomad's default namespace log in to Consul with their identity: what `nomad setup consul -y` makes.
 * Other namespaces need a role of their own, which is access as code and not the lab's business.
 *
 * @see https://developer.hashicorp.com/nomad/commands/setup/consul
 */
export async function setUpWorkloadIdentity(consul: ConsulClient, tls: boolean): Promise<void> {
  const authMethod = "nomad-workloads";
  await consul.request("PUT", "/v1/acl/auth-method", {
    body: {
      Name: authMethod,
      Type: "jwt",
      DisplayName: authMethod,
      Description: "Login method for Nomad workloads using workload identities",
      TokenLocality: "local",
      Config: {
        JWKSURL: jwksUrl(tls),
        JWTSupportedAlgs: ["RS256"],
        BoundAudiences: [consulAudience],
        ClaimMappings: {
          nomad_namespace: "nomad_namespace",
          nomad_job_id: "nomad_job_id",
          nomad_task: "nomad_task",
          nomad_service: "nomad_service",
        },
      },
    },
  });
  const bind = (BindType: string, BindName: string, Selector: string) =>
    consul.request("PUT", "/v1/acl/binding-rule", { body: { AuthMethod: authMethod, BindType, BindName, Selector } });
  await Promise.all([
    bind("service", `\${value.nomad_service}`, '"nomad_service" in value'),
    bind("role", `nomad-\${value.nomad_namespace}-tasks`, '"nomad_service" not in value'),
  ]);
  await consul.request("PUT", "/v1/acl/policy", {
    body: {
      Name: "nomad-tasks",
      Rules: 'key_prefix "" { policy = "read" }\nservice_prefix "" { policy = "read" }',
    },
  });
  await consul.request("PUT", "/v1/acl/role", {
    body: {
      Name: "nomad-default-tasks",
      Policies: [{ Name: "nomad-tasks" }],
    },
  });
}
