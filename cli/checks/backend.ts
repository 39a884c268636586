import { readFileSync } from "node:fs";
import path from "node:path";
import { consulTlsFiles, type TlsFiles } from "../../tools/tls-files";
import { blockIn, type ProviderBlock, tlsOf, tokenOf } from "../plan/provider-block";
import type { Stack } from "../plan/synthesize";
import type { Access } from "./http";

/** What of a stack's `cdk.tf.json` the checks read. */
export interface Configuration {
  readonly terraform?: {
    readonly required_providers?: Record<string, { readonly source: string; readonly version: string }>;
    readonly backend?: {
      readonly local?: { readonly path?: string };
      readonly consul?: ProviderBlock & { readonly scheme?: string; readonly path: string };
    };
  };
  readonly provider?: Record<string, readonly ProviderBlock[]>;
  readonly resource?: Record<string, Record<string, Record<string, unknown>>>;
}

/** Where a stack's state is. */
export type Backend =
  | { readonly kind: "local"; readonly file: string }
  | { readonly kind: "consul"; readonly consul: Access; readonly path: string }
  | { readonly kind: "other" };

/** What synthesis wrote for a stack. */
export function configurationOf({ folder }: Stack): Configuration {
  return JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as Configuration;
}

/** Where the state is, as Terraform finds it. */
export function backendOf(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Backend {
  const { local, consul } = configurationOf(stack).terraform?.backend ?? {};
  if (local) {
    return { kind: "local", file: path.resolve(stack.folder, local.path ?? "terraform.tfstate") };
  }
  if (!consul) {
    return { kind: "other" };
  }
  const { address = "127.0.0.1:8500", scheme = "http" } = consul;
  const token = environment.CONSUL_HTTP_TOKEN;
  const tls = tlsOf(blockIn(stack.folder, consul), consulTlsFiles(environment));
  return {
    kind: "consul",
    path: consul.path,
    consul: { address: `${scheme}://${address}`, ...(token && { token }), ...withFiles(tls) },
  };
}

/**
 * How a stack's provider for Consul reaches it; nothing where the stack makes nothing there, and so needs no token: a stack
 * names its provider all the same.
 */
export function consulAccess(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Access | undefined {
  const { provider: providers, resource = {} } = configurationOf(stack);
  const [block] = providers?.consul ?? [];
  if (!block || !Object.keys(resource).some((type) => type.startsWith("consul_"))) {
    return undefined;
  }
  const provider = blockIn(stack.folder, block);
  const address = provider.address || environment.CONSUL_HTTP_ADDR || "http://127.0.0.1:8500";
  const token = tokenOf(provider, environment.CONSUL_HTTP_TOKEN);
  return { address, ...(token && { token }), ...withFiles(tlsOf(provider, consulTlsFiles(environment))) };
}

function withFiles(tls: TlsFiles): { readonly tls?: TlsFiles } {
  return Object.keys(tls).length > 0 ? { tls } : {};
}
