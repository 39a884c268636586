import { itemPath, nearest } from "../../spec";
import { goRefusesRegexp } from "../go-regexp";
import type { GroupView } from "../job-view";
import { isKnownNumber, isKnownText } from "../known";
import { countOf } from "../layered";
import { constraintsOf, hasDistinctHosts } from "../placement";
import { quoted } from "../quoted";
import { type Finding, rule } from "../rule";

interface Comparison {
  readonly attribute?: string;
  readonly operator?: string;
  readonly value?: string;
}

const COMPARISONS = ["=", "==", "is", "!=", "not", "<", "<=", ">", ">="];
const SETS = ["set_contains", "set_contains_all", "set_contains_any"];
const VERSIONS = ["version", "semver"];
const TARGETS = ["${node.unique.id}", "${node.unique.name}", "${node.datacenter}", "${node.class}", "${node.pool}"];
const TARGET_FAMILIES = ["${attr.", "${device.", "${meta."];

/** One part of a list of versions: an operator, digits, and whatever may follow them. */
const VERSION = /^\s*(=|!=|>|<|>=|<=|~>)?\s*v?\d+(\.\d+)*[\w.+~-]*\s*$/;

function* wrongValue(path: string, { operator = "=", value = "" }: Comparison): Iterable<Finding> {
  if (value === "" && [...COMPARISONS, ...SETS, ...VERSIONS].includes(operator)) {
    yield { path: `${path}.value`, message: `the operator "${operator}" compares with a value; write one` };
  }
  if (!isKnownText(value)) {
    return;
  }
  if (operator === "regexp") {
    const problem = goRefusesRegexp(value);
    if (problem) {
      yield {
        path: `${path}.value`,
        message: `"${value}" has ${problem}, which no expression of Nomad may have; write it without`,
      };
    }
  }
  if (VERSIONS.includes(operator) && !value.split(",").every((part) => VERSION.test(part))) {
    yield { path: `${path}.value`, message: `"${value}" is no list of versions; write it as ">= 1.2, < 2.0"` };
  }
}

function* wrongAttribute(path: string, attribute: string | undefined): Iterable<Finding> {
  if (!attribute) {
    yield { path: `${path}.attribute`, message: 'it is empty; name a property of the node, as "${attr.kernel.name}"' };
    return;
  }
  if (!attribute.startsWith("$") || attribute.includes("TfToken[")) {
    return;
  }
  if (!attribute.startsWith("${") || !attribute.endsWith("}")) {
    yield { path: `${path}.attribute`, message: `"${attribute}" has no pair of braces; write "\${...}"` };
  } else if (!TARGETS.includes(attribute) && !TARGET_FAMILIES.some((family) => attribute.startsWith(family))) {
    const meant = nearest(attribute, TARGETS);
    const mend = meant ? `did you mean "${meant}"` : 'use "${attr...}", "${meta...}", "${device...}" or "${node...}"';
    yield { path: `${path}.attribute`, message: `no node has "${attribute}"; ${mend}` };
  }
}

function* wrongConstraint(path: string, constraint: Comparison): Iterable<Finding> {
  const { attribute, operator = "=", value = "" } = constraint;
  yield* wrongValue(path, constraint);
  if (operator === "distinct_property" && isKnownText(value) && !/^0*[1-9]\d*$/.test(value)) {
    yield { path: `${path}.value`, message: `"${value}" is no count of allocations; use "1" or more, or leave it out` };
  }
  if ((operator === "is_set" || operator === "is_not_set") && value !== "") {
    yield { path: `${path}.value`, message: `the operator "${operator}" compares with nothing; remove the value` };
  }
  if (operator !== "distinct_hosts") {
    yield* wrongAttribute(path, attribute);
  }
}

function* each<Block>(path: string, list: readonly Block[] | undefined): Iterable<readonly [string, Block]> {
  for (const [index, block] of (list ?? []).entries()) {
    yield [`${path}[${index}]`, block];
  }
}

/** Conditions on nodes and devices. */
export const constraintInvalid = rule({
  code: "constraint-invalid",
  level: "error",
  title: "a constraint cannot be evaluated",
  refusedByNomad: true,
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

const DISTINCT = ["distinct_hosts", "distinct_property"];

/** Conditions that hold between the allocations of a group, and so cannot stand on a part of one. */
export const distinctInTask = rule({
  code: "distinct-in-task",
  level: "error",
  title: "a task or a device has distinct_hosts or distinct_property",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const lists: [string, readonly Comparison[] | undefined][] = [[`${path}.constraints`, task.constraints]];
      for (const [index, device] of (task.resources?.devices ?? []).entries()) {
        lists.push([`${itemPath(`${path}.resources.devices`, device.name, index)}.constraints`, device.constraints]);
      }
      for (const [list, constraints] of lists) {
        for (const [at, { operator = "=" }] of each(list, constraints)) {
          if (DISTINCT.includes(operator)) {
            yield {
              path: `${at}.operator`,
              message: `"${operator}" holds between whole allocations; write it on the group or the job`,
            };
          }
        }
      }
    }
  },
});

/** Preferences. */
export const affinityInvalid = rule({
  code: "affinity-invalid",
  level: "error",
  title: "an affinity cannot be evaluated",
  refusedByNomad: true,
  *check(job) {
    type Affinity = Comparison & { readonly weight?: number };
    const lists: [string, readonly Affinity[] | undefined][] = [];
    if (job.type !== "system") {
      lists.push(["affinities", job.spec.affinities]);
      for (const { group, path } of job.groups) {
        lists.push([`${path}.affinities`, group.affinities]);
      }
      for (const { task, path } of job.tasks) {
        lists.push([`${path}.affinities`, task.affinities]);
      }
    }
    for (const { task, path } of job.tasks) {
      for (const [index, device] of (task.resources?.devices ?? []).entries()) {
        lists.push([`${itemPath(`${path}.resources.devices`, device.name, index)}.affinities`, device.affinities]);
      }
    }
    for (const [list, affinities] of lists) {
      for (const [path, affinity] of each(list, affinities)) {
        yield* wrongValue(path, affinity);
        if (!affinity.attribute) {
          yield { path: `${path}.attribute`, message: 'it is empty; name a property of the node, as "${node.class}"' };
        }
        const weight = affinity.weight;
        if (isKnownNumber(weight) && (weight === 0 || Math.abs(weight) > 100)) {
          yield { path: `${path}.weight`, message: `got ${weight}; use -100 to 100, but not 0` };
        }
      }
    }
  },
});

/** Even distribution. */
export const spreadInvalid = rule({
  code: "spread-invalid",
  level: "error",
  title: "a spread cannot be evaluated",
  refusedByNomad: true,
  *check(job) {
    if (job.type === "system") {
      return;
    }
    const lists: [string, GroupView["group"]["spreads"]][] = [["spreads", job.spec.spreads]];
    for (const { group, path } of job.groups) {
      lists.push([`${path}.spreads`, group.spreads]);
    }
    for (const [list, spreads] of lists) {
      for (const [path, spread] of each(list, spreads)) {
        if (spread.attribute === "") {
          yield {
            path: `${path}.attribute`,
            message: 'it is empty; name a property of the node, as "${node.datacenter}"',
          };
        }
        if (isKnownNumber(spread.weight) && (spread.weight <= 0 || spread.weight > 100)) {
          yield { path: `${path}.weight`, message: `got ${spread.weight}; use 1 to 100` };
        }
        const targets = spread.targets ?? [];
        const values = targets.map(({ name }) => name);
        const twice = values.filter((value, index) => values.indexOf(value) !== index);
        if (twice.length > 0) {
          yield {
            path: `${path}.targets`,
            message: `${quoted(new Set(twice))} stands there twice; give each value one share`,
          };
        }
        const percents = targets.map(({ percent }) => percent ?? 0);
        const sum = percents.reduce((total, percent) => total + percent, 0);
        if (percents.every(isKnownNumber) && sum > 100) {
          yield { path: `${path}.targets`, message: `the shares sum to ${sum} percent; use at most 100` };
        }
      }
    }
  },
});

const ONE_NODE = ["${node.unique.name}", "${node.unique.id}"];

/** More allocations than the nodes that may take them. */
export const distinctHostsCount = rule({
  code: "distinct-hosts-count",
  level: "error",
  title: "distinct_hosts allows fewer nodes than the group has allocations",
  refusedByNomad: false,
  *check(job, { nodes }) {
    for (const view of job.type === "service" || job.type === "batch" ? job.groups : []) {
      const count = countOf(view);
      if (!isKnownNumber(count) || count < 2 || !hasDistinctHosts(job, view)) {
        continue;
      }
      const pin = constraintsOf(job, view).find(
        ({ attribute, operator = "=", value }) =>
          ONE_NODE.includes(attribute ?? "") && ["=", "==", "is"].includes(operator) && isKnownText(value),
      );
      if (pin) {
        yield {
          path: `${view.path}.count`,
          message: `${count} allocations on distinct nodes, and a constraint allows only the node "${pin.value}"; set count to 1, or remove one of the constraints`,
        };
      } else if (nodes !== undefined && nodes < count) {
        yield {
          path: `${view.path}.count`,
          message: `${count} allocations need ${count} distinct nodes, there are ${nodes}; lower count, or remove distinct_hosts`,
        };
      }
    }
  },
});
