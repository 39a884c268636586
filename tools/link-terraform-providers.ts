import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { placePlugin, pluginFile } from "./plugin-file";
import { type Progress, terminalProgress } from "./progress";
import { ensureProvider, type ProviderName } from "./provider";
import { restoreLocalState } from "./restore-local-state";
import { type ProviderRequirement, readConfiguration } from "./stack-configuration";
import { isWithoutTerraform } from "./without-terraform";

export type { Progress, Say } from "./progress";

const host = "terraform.local";

/**
 * Links cdknomad's providers into `terraform.d/plugins` of each stack's folder, where Terraform finds them without
 * configuration, and writes a lock file, without which cdktf asks a registry that does not exist. It also restores a local
 * state that a killed Terraform truncated, because every command that plans calls this function.
 *
 * @param outdir the output folder of `app.synth()`: `cdktf.out`
 * @param progress shows the build of a provider. @default - on standard error
 * @throws CodedError if a provider is damaged (`checksum-wrong`) or cannot be built (`build-failed`)
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export async function linkTerraformProviders(outdir: string, progress: Progress = terminalProgress()): Promise<void> {
  if (isWithoutTerraform()) {
    return;
  }
  const stacks = path.join(outdir, "stacks");
  const programs = programsOf(progress);
  for (const stack of existsSync(stacks) ? readdirSync(stacks) : []) {
    const folder = path.join(stacks, stack);
    const { terraform } = readConfiguration(folder);
    const state = terraform?.backend?.local?.path;
    if (typeof state === "string" && restoreLocalState(path.resolve(folder, state))) {
      console.error(`${stack}: an interrupted apply truncated the state; restored the state before that apply`);
    }
    const required = Object.values(terraform?.required_providers ?? {});
    const ours = required.filter(({ source }) => source.startsWith(`${host}/`));
    const links = await Promise.all(ours.map((requirement) => link(folder, requirement, programs)));
    // Terraform adds the checksums of the providers that it finds; those of a rebuilt provider are wrong.
    if (links.includes("new") || !existsSync(path.join(folder, ".terraform.lock.hcl"))) {
      writeFileSync(path.join(folder, ".terraform.lock.hcl"), ours.map(lockEntry).join("\n"));
    }
  }
}

/** Returns a function that returns the path of a provider, and reads the provider's sources once for all stacks. */
function programsOf(progress: Progress): (name: ProviderName) => Promise<string> {
  const programs = new Map<ProviderName, Promise<string>>();
  return (name) => {
    const program = programs.get(name) ?? ensureProvider(name, progress);
    programs.set(name, program);
    return program;
  };
}

async function link(
  folder: string,
  requirement: ProviderRequirement,
  programs: (name: ProviderName) => Promise<string>,
): Promise<"new" | "kept"> {
  const program = await programs(requirement.source.split("/").at(-1) as ProviderName);
  return placePlugin(program, pluginFile(folder, requirement));
}

function lockEntry({ source, version }: ProviderRequirement): string {
  return `provider "${source}" {\n  version     = "${version}"\n  constraints = "${version}"\n}\n`;
}
