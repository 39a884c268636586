import { type FoundOf, nearest } from "../../issue";
import { itemPath } from "../../spec";
import { type Comparison, comparisonMessages, wrongValue } from "../comparison";
import { each } from "../indexed";
import { isKnownText } from "../known";
import { rule } from "../rule";

const TARGETS = ["${node.unique.id}", "${node.unique.name}", "${node.datacenter}", "${node.class}", "${node.pool}"];

const TARGET_FAMILIES = ["${attr.", "${device.", "${meta."];

const messages = {
  ...comparisonMessages,
  noAttribute: () => 'it is empty; name a property of the node, for example "${attr.kernel.name}"',
  braces: ({ attribute }: { readonly attribute: string }) =>
    `"${attribute}" does not have a pair of braces; write "\${...}"`,
  unknownAttribute: ({ attribute, meant }: { readonly attribute: string; readonly meant: string | undefined }) =>
    `no node has "${attribute}"; ${meant === undefined ? 'use "${attr...}", "${meta...}", "${device...}" or "${node...}"' : `did you mean "${meant}"`}`,
  noCount: ({ value }: { readonly value: string }) =>
    `"${value}" is not a number of allocations; use "1" or more, or leave it out`,
  valueNotUsed: ({ operator }: { readonly operator: string }) =>
    `the operator "${operator}" does not compare with a value; remove the value`,
};

function* wrongAttribute(path: string, attribute: string | undefined): Iterable<FoundOf<typeof messages>> {
  if (!attribute) {
    yield { path: `${path}.attribute`, problem: "noAttribute" };
    return;
  }
  if (!attribute.startsWith("$") || attribute.includes("TfToken[")) {
    return;
  }
  if (!attribute.startsWith("${") || !attribute.endsWith("}")) {
    yield { path: `${path}.attribute`, problem: "braces", attribute };
  } else if (!TARGETS.includes(attribute) && !TARGET_FAMILIES.some((family) => attribute.startsWith(family))) {
    const meant = nearest(attribute, TARGETS);
    yield { path: `${path}.attribute`, problem: "unknownAttribute", attribute, meant };
  }
}

function* wrongConstraint(path: string, constraint: Comparison): Iterable<FoundOf<typeof messages>> {
  const { attribute, operator = "=", value = "" } = constraint;
  yield* wrongValue(path, constraint);
  if (operator === "distinct_property" && isKnownText(value) && !/^0*[1-9]\d*$/.test(value)) {
    yield { path: `${path}.value`, problem: "noCount", value };
  }
  if ((operator === "is_set" || operator === "is_not_set") && value !== "") {
    yield { path: `${path}.value`, problem: "valueNotUsed", operator };
  }
  if (operator !== "distinct_hosts") {
    yield* wrongAttribute(path, attribute);
  }
}

/** Conditions on nodes and devices. */
export const constraintInvalid = rule({
  code: "constraint-invalid",
  level: "error",
  title: "a constraint cannot be evaluated",
  refusedByNomad: true,
  messages,
  *check(job) {
    const lists: [string, readonly Comparison[] | undefined][] = [["constraints", job.spec.constraints]];
    for (const { group, path } of job.groups) {
      lists.push([`${path}.constraints`, group.constraints]);
    }
    for (const { task, path } of job.tasks) {
      lists.push([`${path}.constraints`, task.constraints]);
      for (const [index, device] of (task.resources?.devices ?? []).entries()) {
        lists.push([`${itemPath(`${path}.resources.devices`, device.name, index)}.constraints`, device.constraints]);
      }
    }
    for (const [list, constraints] of lists) {
      for (const [path, constraint] of each(list, constraints)) {
        yield* wrongConstraint(path, constraint);
      }
    }
  },
});
