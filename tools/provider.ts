import { join } from "node:path";
import { repositoryRoot } from "./cache";
import { goBuild } from "./go-build";
import type { Progress } from "./progress";

/** The clusters that cdknomad has a Terraform provider of its own for. */
export type ProviderName = "nomad" | "consul";

/**
 * The path of our Terraform provider, built from `provider/` when its sources have changed since the last time.
 *
 * @throws Error if it cannot be built; see {@link goBuild}.
 */
export function ensureProvider(name: ProviderName, progress: Progress): Promise<string> {
  const program = `terraform-provider-${name}`;
  return goBuild({ name: program, dir: join(repositoryRoot, "provider"), packagePath: `./cmd/${program}` }, progress);
}
