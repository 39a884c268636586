import path from "node:path";
import { repositoryRoot } from "./cache";
import { type GoProgram, goBuild } from "./go-build";
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
 * Returns the path of one of cdknomad's Terraform providers. It is built from `provider/` if its sources changed.
 *
 * @throws Error if it cannot be built; see {@link goBuild}.
 */
export function ensureProvider(name: ProviderName, progress: Progress): Promise<string> {
  return goBuild(providers[name], progress);
}
