import { type Access, consulFromEnvironment, nomadFromEnvironment, type Product } from "../../clients";
import { blockIn, loginOf, type ProviderBlock, tlsOf, tokenOf } from "./provider-block";
import type { Stack } from "./stack";

/**
 * Access to Nomad as the stack's provider has it; undefined if the stack has no provider for Nomad.
 *
 * @throws Error if the command that prints the token fails
 */
export function nomadAccess(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Access | undefined {
  return accessOf(stack, "nomad", environment, (address) => nomadFromEnvironment(environment, address));
}

/**
 * Access to Consul as the stack's provider has it; undefined if the stack has no resource in Consul and therefore needs no
 * token, although each stack configures the provider.
 *
 * @throws Error if the command that prints the token fails
 */
export function consulAccess(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Access | undefined {
  return isInConsul(stack) ? configuredConsulAccess(stack, environment) : undefined;
}

/** Whether a stack has resources in Consul. */
function isInConsul(stack: Stack): boolean {
  return stack.resources().some(({ type }) => type.startsWith("consul_"));
}

/**
 * Access to Consul as the stack's provider is configured, also if the stack has no resource in Consul. The token may lack
 * any right.
 */
export function configuredConsulAccess(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Access | undefined {
  return accessOf(stack, "consul", environment, (address) => consulFromEnvironment(environment, address));
}

/** A server of a stack, for a report. */
export interface StackServer {
  readonly product: Product;
  /** The address without credentials. */
  readonly address: string;
  readonly region?: string;
}

/** Returns the servers of a stack: Nomad, and Consul if the stack has resources in it. No token is read. */
export function serversOf(stack: Stack, environment: NodeJS.ProcessEnv = process.env): StackServer[] {
  const [nomad] = stack.providers.nomad ?? [];
  const [consul] = isInConsul(stack) ? (stack.providers.consul ?? []) : [];
  const region = nomad?.region || environment.NOMAD_REGION;
  return [
    ...(nomad
      ? [
          {
            product: "nomad" as const,
            address: nomadFromEnvironment(environment, nomad.address).address,
            ...(region && { region }),
          },
        ]
      : []),
    ...(consul
      ? [{ product: "consul" as const, address: consulFromEnvironment(environment, consul.address).address }]
      : []),
  ];
}

/** Access by the block of a provider; settings that the block does not have come from the variables. */
function accessOf(
  stack: Stack,
  name: "nomad" | "consul",
  environment: NodeJS.ProcessEnv,
  fromVariables: (address: string | undefined) => Access,
): Access | undefined {
  const [block] = stack.providers[name] ?? [];
  if (!block) {
    return undefined;
  }
  const provider: ProviderBlock = blockIn(stack.folder, block);
  const { address, basicAuth, ...variables } = fromVariables(provider.address);
  const login = loginOf(provider, environment);
  const token = login ? undefined : tokenOf(provider, variables.token);
  const region = provider.region || variables.region;
  const tls = tlsOf(provider, variables.tls ?? {});
  return {
    address,
    ...(basicAuth !== undefined && { basicAuth }),
    ...(token && { token }),
    ...(login && { login }),
    ...(region && { region }),
    ...(Object.keys(tls).length > 0 && { tls }),
  };
}
