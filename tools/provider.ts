import path from "node:path";
import { repositoryRoot } from "./cache";
import { goBuild } from "./go-build";
import type { Progress } from "./progress";

/** Names of cdknomad's own Terraform providers. */
export type ProviderName = "nomad" | "consul";

/**
 * Returns the path of one of cdknomad's Terraform providers. It is built from `provider/` if its sources changed.
 *
 * @throws Error if it cannot be built; see {@link goBuild}.
 */
export function ensureProvider(name: ProviderName, progress: Progress): Promise<string> {
  const program = `terraform-provider-${name}`;
  return goBuild(
    { name: program, dir: path.join(repositoryRoot, "provider"), packagePath: `./cmd/${program}` },
    progress,
  );
}
