import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator";
import { CodeMaker } from "codemaker";
import { temporaryFolder } from "../../tools/temporary-folder";
import type { Schemas } from "./schemas";
import { withSingleBlocks } from "./single-blocks";

/** What the generator writes as the version of a provider. The classes read the version, so that another one does not change them. */
const VERSION = "VERSION";

type Document = ConstructorParameters<typeof TerraformProviderGenerator>[1];

/**
 * Returns the classes of all resources and data sources of providers, as the generator of cdktf (`cdktf get`) writes them, with the
 * CDK of the user's project in place of cdktf.
 *
 * @param schemas the schemas of the providers
 * @returns the texts by path, such as `nomad/job/index.ts`
 */
export async function generateBindings({ provider_schemas }: Schemas): Promise<ReadonlyMap<string, string>> {
  const folder = temporaryFolder("bindings");
  try {
    for (const [source, schema] of Object.entries(provider_schemas)) {
      // One generator would number the classes of the second provider that have the name of a class of the first one.
      const document: unknown = {
        format_version: "0.2",
        provider_schemas: { [source]: withSingleBlocks(schema, path.posix.basename(source)) },
        provider_versions: { [source]: VERSION },
      };
      const generator = new TerraformProviderGenerator(new CodeMaker(), document as Document);
      generator.generateAll();
      await generator.save(folder);
    }
    return readTexts(path.join(folder, "providers"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTexts(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    // Without the lists of all classes of a provider, which load all of them.
    .filter((file) => file.split(path.sep).length === 3)
    .sort();
  return new Map(files.map((file) => [file, adapted(readFileSync(path.join(folder, file), "utf8"))]));
}

/** What the generator writes does not compile with the strict settings of this repository. */
function adapted(text: string): string {
  return `// @ts-nocheck\n${text}`
    .replace(
      "import * as cdktf from 'cdktf';",
      'import * as cdktf from "#cdk";\nimport released from "../../../../provider/internal/version/version.json";',
    )
    .replaceAll(`providerVersion: '${VERSION}'`, "providerVersion: released.version")
    .replaceAll(
      /https:\/\/terraform\.local\/providers\/cdknomad\/(nomad|consul)\/[^/]+\/docs/g,
      "https://registry.terraform.io/providers/hashicorp/$1/latest/docs",
    );
}
