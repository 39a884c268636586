import { type BlockName, blocks, type DriverBlockMeta, driverOptions } from "../../.gen/nomad";

/** The kind of an object in the specification: a block of Nomad, options of a driver, or a free map. */
export type Shape =
  | { readonly kind: "block"; readonly block: BlockName }
  | { readonly kind: "options"; readonly options: DriverBlockMeta }
  | { readonly kind: "map" };

/** The field of an HCL argument or block, and the kind of its value. */
export interface Place {
  readonly key: string;
  readonly shape: Shape;
}

const map: Shape = { kind: "map" };

/** The root of the specification. */
export const jobShape: Shape = { kind: "block", block: "JobSpec" };

/**
 * Returns the fields of an object by their HCL names.
 *
 * @param value the object, whose `driver` decides on the kind of its `config`
 */
export function places(shape: Shape, value: Readonly<Record<string, unknown>>): ReadonlyMap<string, Place> {
  switch (shape.kind) {
    case "block":
      return new Map(
        Object.entries(blocks[shape.block].fields).map(([key, { hcl, kind, block }]) => {
          const inner: Shape = kind === "config" ? configShape(value.driver) : block ? { kind: "block", block } : map;
          return [hcl, { key, shape: inner }];
        }),
      );
    case "options": {
      const options = Object.entries(shape.options.options).map(([key, { hcl, options }]): [string, Place] => [
        hcl,
        { key, shape: options ? { kind: "options", options } : map },
      ]);
      const byName = new Map(options);
      const aliases = Object.entries(shape.options.aliases ?? {}).flatMap(([alias, hcl]): [string, Place][] => {
        const place = byName.get(hcl);
        return place ? [[alias, place]] : [];
      });
      return new Map([...options, ...aliases]);
    }
    case "map":
      return new Map(Object.keys(value).map((key) => [key, { key, shape: map }]));
  }
}

function configShape(driver: unknown): Shape {
  const options = (driverOptions as Readonly<Record<string, DriverBlockMeta>>)[String(driver)];
  return options ? { kind: "options", options } : map;
}
