import { resourceTypes } from "../../constructs/resource-types";
import { wireJobOf } from "./job";
import type { Attributes } from "./resource";

/** How many characters of a node's id are shown. */
const SHORT_ID = 8;

/**
 * Returns what distinguishes an object from all others of its kind on the cluster, in the form of a confirmation:
 * `namespace/dns`, `job/default/db`, `volume/default/data@1f0c2d93`. Nothing for an object that only the server names, and
 * for one whose name is known only after the apply.
 *
 * @param type the resource type, such as `nomad_job`
 */
export function identityOf(type: string, values: Attributes | null): string | undefined {
  const { word, identity = [] } = resourceTypes.get(type) ?? {};
  const attributes = type === "nomad_job" ? jobAttributes(values) : values;
  if (word === undefined || attributes === null) {
    return undefined;
  }
  const names = identity.filter((name) => name !== "node_id");
  const parts = names.map((name) => (name === "namespace" ? attributes[name] || "default" : attributes[name]));
  const node = identity.includes("node_id") ? attributes.node_id : undefined;
  if (!parts.every((part) => typeof part === "string" && part !== "" && !part.includes("${"))) {
    return undefined;
  }
  const suffix = typeof node === "string" && node.length >= SHORT_ID ? `@${node.slice(0, SHORT_ID)}` : "";
  return `${[word, ...parts].join("/")}${suffix}`;
}

/** Id and namespace of a job: those of the specification, which the program has, or those of the state. */
function jobAttributes(values: Attributes | null): Attributes | null {
  const wire = wireJobOf(values?.jobspec);
  return wire?.ID === undefined ? values : { id: wire.ID, namespace: wire.Namespace };
}
