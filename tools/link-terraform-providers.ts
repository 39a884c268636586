import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Progress, terminalProgress } from "./progress";
import { ensureProvider, type ProviderName } from "./provider";
import { restoreLocalState } from "./restore-local-state";

export type { Progress, Say } from "./progress";

const host = "terraform.local";

/**
 * Puts our own providers where Terraform finds them without any configuration: a link in `terraform.d/plugins` of each
 * stack's folder, and a lock file, without which cdktf would ask a registry that does not exist. A local state that a
 * killed Terraform has cut off is restored on the way, because every command that plans comes by here.
 *
 * @param outdir the folder that `app.synth()` has written, `cdktf.out`
 * @param progress shows the build of a provider that is not built yet; by default on standard error
 * @throws Error if a provider cannot be built
 */
export async function linkTerraformProviders(outdir: string, progress: Progress = terminalProgress()): Promise<void> {
  const stacks = join(outdir, "stacks");
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    const folder = join(stacks, stack);
    const configuration = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
    const state: string | undefined = configuration.terraform?.backend?.local?.path;
    if (state !== undefined && restoreLocalState(resolve(folder, state))) {
      console.error(`${stack}: its state was cut off in the middle of a write; the one before that apply is restored`);
    }
    const required = Object.values(configuration.terraform?.required_providers ?? {}) as Requirement[];
    const ours = required.filter(({ source }) => source.startsWith(`${host}/`));
    const links = await Promise.all(ours.map((requirement) => link(folder, requirement, progress)));
    // Terraform adds the checksums of what it found; those of a program that has been built anew since are wrong.
    if (links.includes("new") || !existsSync(join(folder, ".terraform.lock.hcl"))) {
      writeFileSync(join(folder, ".terraform.lock.hcl"), ours.map(lockEntry).join("\n"));
    }
  }
}

interface Requirement {
  readonly source: string;
  readonly version: string;
}

async function link(folder: string, { source, version }: Requirement, progress: Progress): Promise<"new" | "kept"> {
  const name = source.split("/").at(-1) as ProviderName;
  const program = await ensureProvider(name, progress);
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const path = join(
    folder,
    "terraform.d",
    "plugins",
    source,
    version,
    platform,
    `terraform-provider-${name}_v${version}`,
  );
  if (existsSync(path) && readlinkSync(path) === program) {
    return "kept";
  }
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(program, path);
  return "new";
}

function lockEntry({ source, version }: Requirement): string {
  return `provider "${source}" {\n  version     = "${version}"\n  constraints = "${version}"\n}\n`;
}
