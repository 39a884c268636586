import path from "node:path";
import { type Access, consulFromEnvironment } from "../../clients";
import { type HttpBackend, httpBackendOf } from "./http-backend";
import { blockIn, type ProviderBlock, tlsOf } from "./provider-block";
import type { Stack } from "./stack";

/** The location of a stack's state. */
export type Backend =
  | { readonly kind: "local"; readonly file: string }
  | { readonly kind: "consul"; readonly consul: Access; readonly path: string }
  | HttpBackend
  | { readonly kind: "other"; readonly type: string };

interface ConsulBlock extends ProviderBlock {
  readonly scheme?: string;
  readonly path: string;
}

/** Returns the file of a local state; nothing for another backend. */
export function localStateOf({ folder, backend: { local } }: Pick<Stack, "folder" | "backend">): string | undefined {
  return local && path.resolve(folder, String(local.path ?? "terraform.tfstate"));
}

/** Returns where the state is, as Terraform finds it. */
export function backendOf(stack: Stack, environment: NodeJS.ProcessEnv = process.env): Backend {
  const { consul, http } = stack.backend;
  const file = localStateOf(stack);
  if (file !== undefined) {
    return { kind: "local", file };
  }
  if (http) {
    return httpBackendOf(http, environment);
  }
  if (!consul) {
    return { kind: "other", type: Object.keys(stack.backend).join() };
  }
  const { address, scheme, path: key, ...files } = consul as unknown as ConsulBlock;
  const given = address && scheme && !address.includes("://") ? `${scheme}://${address}` : address;
  const { tls: variables = {}, ...access } = consulFromEnvironment(environment, given);
  const tls = tlsOf(blockIn(stack.folder, files), variables);
  return { kind: "consul", path: key, consul: { ...access, ...(Object.keys(tls).length > 0 && { tls }) } };
}
