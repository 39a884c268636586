import type { Part } from "./components";

/**
 * The parts list of a release as CycloneDX has it: one component for each part that users get or build, and in it those of
 * others. It has no date and no number of its own, so that the same sources give the same list.
 *
 * @param version of cdknomad
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export function billOfMaterials(version: string, parts: readonly Part[]): object {
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": "cdknomad",
        name: "cdknomad",
        version,
        purl: `pkg:npm/cdknomad@${version}`,
      },
    },
    components: parts.map(({ name, what, components }) => ({
      type: "application",
      "bom-ref": name,
      name,
      description: what,
      components: components.map((one) => ({
        type: "library",
        // One package may be in several parts, and a reference has to be the only one of its name.
        "bom-ref": `${name} ${one.purl}`,
        name: one.name,
        version: one.version,
        purl: one.purl,
        licenses: licenses(one.license),
      })),
    })),
  };
}

function licenses(license: string): object[] {
  if (license === "not said") {
    return [];
  }
  return /\s/.test(license) ? [{ expression: license }] : [{ license: { id: license } }];
}
