import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { version } from "../../provider/internal/version/version.json";
import { linkTerraformProviders } from "../../tools/link-terraform-providers";
import { terminalProgress } from "../../tools/progress";
import { run } from "../../tools/run";
import { temporaryFolder } from "../../tools/temporary-folder";
import { ensureTerraform } from "../../tools/terraform";

/** A block of a schema. */
export interface Block {
  readonly block_types?: Readonly<Record<string, { readonly block: Block; readonly max_items?: number }>>;
}

interface Schema {
  readonly block: Block;
}

/** The schema of a provider and of all that it serves. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas?: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
}

/** The output of `terraform providers schema -json`: the schemas of providers by their source address. */
export interface Schemas {
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

/**
 * Returns the schemas of both providers of cdknomad, which are built from `provider/` unless they are built already.
 *
 * @throws Error if Terraform cannot read them
 */
export async function readSchemas(): Promise<Schemas> {
  const terraform = await ensureTerraform(terminalProgress());
  const outdir = temporaryFolder("bindings");
  const cwd = path.join(outdir, "stacks", "bindings");
  const command = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run([terraform, ...words], { cwd });
    if (code !== 0) {
      // no code: only the maintainers of this repository see it
      throw new Error(`terraform ${words.join(" ")} failed (exit code ${code}): ${stderr}${stdout}`);
    }
    return stdout;
  };
  try {
    const providers = ["nomad", "consul"].map((name) => [
      name,
      { source: `terraform.local/cdknomad/${name}`, version },
    ]);
    mkdirSync(cwd, { recursive: true });
    writeFileSync(
      path.join(cwd, "cdk.tf.json"),
      JSON.stringify({ terraform: { required_providers: Object.fromEntries(providers) } }),
    );
    await linkTerraformProviders(outdir);
    await command("init", "-input=false", "-no-color");
    return JSON.parse(await command("providers", "schema", "-json")) as Schemas;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
