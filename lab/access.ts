import type { ConsulClient } from "../clients";
import { reasonOf } from "../errors";
import { consulAudience, jwksUrl } from "./config/nomad";
import { type Host, nodeNameOf } from "./topology";

/** Secrets of the tokens that agents of one node use. */
export interface AgentTokens {
  readonly node: Host;
  readonly consulAgent: string;
  readonly nomadAgent: string;
}

/**
 * Gives each agent its own Consul token with no more rights than it needs.
 *
 * @see https://developer.hashicorp.com/consul/docs/secure/acl/token/agent
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul#nomad-agents
 */
export async function createAgentTokens(consul: ConsulClient, agents: readonly AgentTokens[]): Promise<void> {
  const policy = (Name: string, Rules: string) => create(consul, "policy", { Name, Rules });
  await Promise.all([
    policy(
      "nomad-agent",
      'agent_prefix "" { policy = "read" }\nnode_prefix "" { policy = "read" }\nservice_prefix "" { policy = "write" }\nmesh = "write"',
    ),
    ...agents.map(({ node }) =>
      policy(
        `consul-agent-${node.name}`,
        `node "${nodeNameOf(node)}" { policy = "write" }\nagent "${nodeNameOf(node)}" { policy = "write" }\nservice_prefix "" { policy = "read" }`,
      ),
    ),
  ]);
  const token = (SecretID: string, Description: string, policyName: string) =>
    create(consul, "token", { SecretID, Description, Policies: [{ Name: policyName }] });
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
  await create(consul, "auth-method", {
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
  });
  // Rules have no name that Consul could recognize them by.
  const bound = await consul.get<readonly { BindType: string }[]>(`/v1/acl/binding-rules?authmethod=${authMethod}`);
  const bind = async (BindType: string, BindName: string, Selector: string) => {
    if (!bound.some((rule) => rule.BindType === BindType)) {
      await create(consul, "binding-rule", { AuthMethod: authMethod, BindType, BindName, Selector });
    }
  };
  await Promise.all([
    bind("service", `\${value.nomad_service}`, '"nomad_service" in value'),
    bind("role", `nomad-\${value.nomad_namespace}-tasks`, '"nomad_service" not in value'),
  ]);
  await create(consul, "policy", {
    Name: "nomad-tasks",
    Rules: 'key_prefix "" { policy = "read" }\nservice_prefix "" { policy = "read" }',
  });
  await create(consul, "role", { Name: "nomad-default-tasks", Policies: [{ Name: "nomad-tasks" }] });
}

/**
 * Creates an ACL object of the lab, unless an earlier attempt has created it: on a busy machine a request can take effect
 * although its answer is an error, or never arrives.
 */
async function create(consul: ConsulClient, kind: string, body: object): Promise<void> {
  try {
    await consul.request("PUT", `/v1/acl/${kind}`, { body });
  } catch (error) {
    if (!/already (exists|in use)/i.test(reasonOf(error))) {
      throw error;
    }
  }
}
