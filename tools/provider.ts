import path from "node:path";
import { repositoryRoot } from "./cache";
import type { GoProgram } from "./go-build";
import { ensureProgram } from "./program";
import type { Progress } from "./progress";

/** Names of cdknomad's own Terraform providers. */
export type ProviderName = "nomad" | "consul";

const provider = (name: ProviderName): GoProgram => ({
  name: `terraform-provider-${name}`,
  dir: path.join(repositoryRoot, "provider"),
  packagePath: `./cmd/terraform-provider-${name}`,
});

/** The providers, as they are built. */
export const providers: Readonly<Record<ProviderName, GoProgram>> = {
  nomad: provider("nomad"),
  consul: provider("consul"),
};

/**
 * Returns the path of one of cdknomad's Terraform providers: the prebuilt one, or one that is built from `provider/`.
 *
 * @throws Error if there is none and it cannot be built; see {@link ensureProgram}.
 */
export function ensureProvider(name: ProviderName, progress: Progress): Promise<string> {
  return ensureProgram(providers[name], progress);
}
