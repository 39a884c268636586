import { breaks, type Case, group, keeps, task, withTask } from "./case";

const constraint = (fields: object) => group({ constraints: [fields] });
const attribute = "${node.class}";
const distinct = { operator: "distinct_hosts", value: "true" };

export const placement: readonly Case[] = [
  breaks(
    "constraint-invalid",
    "fails when there is no value to compare with",
    constraint({ attribute }),
    'constraint-invalid groups.web.constraints[0].value: the operator "=" compares with a value; write one',
  ),
  breaks(
    "constraint-invalid",
    "fails when there is no attribute",
    constraint({ value: "edge" }),
    'constraint-invalid groups.web.constraints[0].attribute: it is empty; name a property of the node, for example "${attr.kernel.name}"',
  ),
  breaks(
    "constraint-invalid",
    "fails when the node has no such attribute",
    constraint({ attribute: "${node.clas}", value: "edge" }),
    'constraint-invalid groups.web.constraints[0].attribute: no node has "${node.clas}"; did you mean "${node.class}"',
  ),
  breaks(
    "constraint-invalid",
    "fails when the family of attributes does not exist",
    constraint({ attribute: "${env.HOME}", value: "edge" }),
    'constraint-invalid groups.web.constraints[0].attribute: no node has "${env.HOME}"; use "${attr...}", "${meta...}", "${device...}" or "${node...}"',
  ),
  breaks(
    "constraint-invalid",
    "fails when a brace is missing",
    constraint({ attribute: "$node.class", value: "edge" }),
    'constraint-invalid groups.web.constraints[0].attribute: "$node.class" does not have a pair of braces; write "${...}"',
  ),
  breaks(
    "constraint-invalid",
    "fails when an expression looks ahead",
    constraint({ attribute, operator: "regexp", value: "a(?=b)" }),
    'constraint-invalid groups.web.constraints[0].value: "a(?=b)" has the look-around "(?=", which the regular expressions of Nomad do not support; write it without',
  ),
  breaks(
    "constraint-invalid",
    "fails when an expression refers back",
    constraint({ attribute, operator: "regexp", value: "(a)\\1" }),
    'constraint-invalid groups.web.constraints[0].value: "(a)\\1" has the reference \\1 to a group, which the regular expressions of Nomad do not support; write it without',
  ),
  breaks(
    "constraint-invalid",
    "fails when an expression is not closed",
    constraint({ attribute, operator: "regexp", value: "(a" }),
    'constraint-invalid groups.web.constraints[0].value: "(a" has a "(" that is not closed, which the regular expressions of Nomad do not support; write it without',
  ),
  breaks(
    "constraint-invalid",
    "fails when a version is none",
    constraint({ attribute, operator: "version", value: ">= one" }),
    'constraint-invalid groups.web.constraints[0].value: ">= one" is not a list of versions; write it as ">= 1.2, < 2.0"',
  ),
  breaks(
    "constraint-invalid",
    "fails when a presence has a value",
    constraint({ attribute, operator: "is_set", value: "x" }),
    'constraint-invalid groups.web.constraints[0].value: the operator "is_set" does not compare with a value; remove the value',
  ),
  breaks(
    "constraint-invalid",
    "fails when a count of allocations is none",
    constraint({ attribute, operator: "distinct_property", value: "two" }),
    'constraint-invalid groups.web.constraints[0].value: "two" is not a number of allocations; use "1" or more, or leave it out',
  ),
  breaks(
    "constraint-invalid",
    "fails when a device has a wrong constraint",
    withTask({
      resources: {
        cpu: 100,
        memory: 64,
        devices: [{ name: "nvidia/gpu", constraints: [{ attribute: "${device.model}" }] }],
      },
    }),
    'constraint-invalid groups.web.tasks.web.resources.devices["nvidia/gpu"].constraints[0].value: the operator "=" compares with a value; write one',
  ),
  keeps(
    "constraint-invalid",
    "takes Go's own classes and named groups",
    constraint({ attribute, operator: "regexp", value: "^(?P<a>[[:alpha:](]+|\\pL|[)]|\\()$" }),
  ),
  keeps(
    "constraint-invalid",
    "takes a list of versions",
    constraint({ attribute: "${attr.nomad.version}", operator: "version", value: ">= 1.6.1, < 2.0.0-beta" }),
  ),
  keeps("constraint-invalid", "takes distinct hosts without an attribute", constraint(distinct)),
  keeps("constraint-invalid", "takes a text as the left side", constraint({ attribute: "edge", value: "edge" })),
  keeps(
    "constraint-invalid",
    "takes an attribute that is known later",
    constraint({ attribute: "${TfToken[TOKEN.3]}", value: "edge" }),
  ),

  breaks(
    "distinct-in-task",
    "fails when a task is to be on hosts of its own",
    withTask({ constraints: [distinct] }),
    'distinct-in-task groups.web.tasks.web.constraints[0].operator: "distinct_hosts" compares whole allocations; write it on the group or the job',
  ),
  keeps(
    "distinct-in-task",
    "takes another constraint of a task",
    withTask({ constraints: [{ attribute, value: "edge" }] }),
  ),

  breaks(
    "affinity-invalid",
    "fails when the weight is zero",
    group({ affinities: [{ attribute, value: "edge", weight: 0 }] }),
    "affinity-invalid groups.web.affinities[0].weight: got 0; use -100 to 100, but not 0",
  ),
  breaks(
    "affinity-invalid",
    "fails when the weight is too great",
    group({ affinities: [{ attribute, value: "edge", weight: 101 }] }),
    "affinity-invalid groups.web.affinities[0].weight: got 101; use -100 to 100, but not 0",
  ),
  breaks(
    "affinity-invalid",
    "fails when there is nothing to compare",
    group({ affinities: [{ value: "" }] }),
    'affinity-invalid groups.web.affinities[0].value: the operator "=" compares with a value; write one',
    'affinity-invalid groups.web.affinities[0].attribute: it is empty; name a property of the node, for example "${node.class}"',
  ),
  keeps(
    "affinity-invalid",
    "takes a negative weight",
    group({ affinities: [{ attribute, value: "edge", weight: -100 }] }),
  ),

  breaks(
    "spread-invalid",
    "fails when the shares are more than all",
    group({
      spreads: [
        {
          attribute,
          targets: [
            { name: "a", percent: 60 },
            { name: "b", percent: 41 },
          ],
        },
      ],
    }),
    "spread-invalid groups.web.spreads[0].targets: the sum of the shares is 101 percent; use at most 100",
  ),
  breaks(
    "spread-invalid",
    "fails when a value has two shares",
    group({
      spreads: [
        {
          attribute,
          targets: [
            { name: "a", percent: 10 },
            { name: "a", percent: 10 },
          ],
        },
      ],
    }),
    'spread-invalid groups.web.spreads[0].targets: "a" has two shares; give each value one share',
  ),
  breaks(
    "spread-invalid",
    "fails when the weight is zero",
    group({ spreads: [{ attribute, weight: 0 }] }),
    "spread-invalid groups.web.spreads[0].weight: got 0; use 1 to 100",
  ),
  keeps(
    "spread-invalid",
    "takes shares that are not all",
    group({ spreads: [{ attribute, weight: 100, targets: [{ name: "a", percent: 60 }] }] }),
  ),

  breaks(
    "distinct-hosts-count",
    "fails when two allocations may use one node",
    group(
      { count: 2, constraints: [distinct] },
      { constraints: [{ attribute: "${node.unique.name}", value: "atlas" }] },
    ),
    'distinct-hosts-count groups.web.count: 2 allocations need distinct nodes, and a constraint allows only the node "atlas"; set count to 1, or remove one of the constraints',
  ),
  keeps(
    "distinct-hosts-count",
    "takes one allocation on that node",
    group({ count: 1, constraints: [distinct, { attribute: "${node.unique.name}", value: "atlas" }] }),
  ),
  keeps(
    "distinct-hosts-count",
    "takes two allocations on any other node",
    group({ count: 2, constraints: [distinct, { attribute: "${node.unique.name}", operator: "!=", value: "atlas" }] }),
  ),

  breaks(
    "resources-invalid",
    "fails when there is no processor and hardly any memory",
    withTask({ resources: { cpu: 0, memory: 9 } }),
    "resources-invalid groups.web.tasks.web.resources.cpu: got 0 MHz, at least 1 is allowed",
    "resources-invalid groups.web.tasks.web.resources.memory: got 9 MB, at least 10 are allowed",
  ),
  breaks(
    "resources-invalid",
    "fails when the most is the least",
    withTask({ resources: { cpu: 100, memory: 128, memoryMax: 64 } }),
    "resources-invalid groups.web.tasks.web.resources.memoryMax: 64 MB is less than memory, which is 128 MB; use more, or leave it out",
  ),
  breaks(
    "resources-invalid",
    "fails when cpu and cores are both asked for",
    withTask({ resources: { cpu: 100, cores: 1, memory: 64 } }),
    "resources-invalid groups.web.tasks.web.resources.cpu: 100 MHz and 1 cores exclude each other; keep one",
  ),
  breaks(
    "resources-invalid",
    "fails when secrets take more than the memory",
    withTask({ resources: { cpu: 100, memory: 64, secrets: 65 } }),
    "resources-invalid groups.web.tasks.web.resources.secrets: 65 MB is more than memory, which is 64 MB; use less",
  ),
  keeps(
    "resources-invalid",
    "takes no limit of memory",
    withTask({ resources: { cpu: 1, memory: 10, memoryMax: -1 } }),
  ),
  breaks(
    "resources-missing",
    "warns about both",
    withTask({ resources: undefined }),
    "resources-missing groups.web.tasks.web.resources: without cpu and memory the task gets 100 MHz and 300 MB; set what it needs",
  ),
  breaks(
    "resources-missing",
    "warns about memory",
    withTask({ resources: { cores: 1 } }),
    "resources-missing groups.web.tasks.web.resources: without memory the task gets 300 MB; set what it needs",
  ),
  keeps("resources-missing", "takes cores for cpu", withTask({ resources: { cores: 1, memory: 64 } })),

  breaks(
    "logs-over-disk",
    "fails when the logs fill the disk",
    withTask({ logs: { maxFiles: 10, maxFileSize: 30 } }),
    "logs-over-disk groups.web.tasks.web.logs: 10 files of 30 MB do not fit on the disk of 300 MB; keep less, or raise ephemeralDisk.size",
  ),
  breaks(
    "logs-over-disk",
    "fails when the disk is too small",
    group({ ephemeralDisk: { size: 9 }, tasks: [task({ logs: { maxFiles: 1, maxFileSize: 1 } })] }),
    "logs-over-disk groups.web.ephemeralDisk.size: got 9 MB, at least 10 are allowed",
  ),
  breaks(
    "logs-over-disk",
    "fails when no file is kept",
    withTask({ logs: { maxFiles: 0 } }),
    "logs-over-disk groups.web.tasks.web.logs.maxFiles: got 0, at least 1 is allowed; to keep no logs, set disabled",
  ),
  keeps("logs-over-disk", "takes logs that leave a megabyte", group({ ephemeralDisk: { size: 101 } })),
];
