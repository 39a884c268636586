import { isKnown, isKnownNumber } from "../known";
import { countOf } from "../layered";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** What a task asks of its node. */
export const resourcesInvalid = rule({
  code: "resources-invalid",
  level: "error",
  title: "the resources of a task are too small, or exclude each other",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const { cpu, cores = 0, memory = 300, memoryMax = 0, secrets = 0, devices, numa } = task.resources ?? {};
      const at = `${path}.resources`;
      if (isKnownNumber(cpu) && isKnownNumber(cores) && cpu > 0 && cores > 0) {
        yield { path: `${at}.cpu`, message: `${cpu} MHz and ${cores} cores exclude each other; keep one` };
      }
      // Nomad fills in cpu only where cores is not written at all
      const share = cpu ?? (task.resources?.cores === undefined ? 100 : 0);
      if (isKnownNumber(share) && share < 1 && cores === 0) {
        yield { path: `${at}.cpu`, message: `got ${share} MHz, at least 1 is allowed` };
      }
      if (isKnownNumber(memory) && memory < 10) {
        yield { path: `${at}.memory`, message: `got ${memory} MB, at least 10 are allowed` };
      }
      if (
        isKnownNumber(memoryMax) &&
        isKnownNumber(memory) &&
        memoryMax !== 0 &&
        memoryMax !== -1 &&
        memoryMax < memory
      ) {
        yield {
          path: `${at}.memoryMax`,
          message: `${memoryMax} MB is less than memory, which is ${memory} MB; use more, or leave it out`,
        };
      }
      if (isKnownNumber(secrets) && isKnownNumber(memory) && secrets > memory) {
        yield { path: `${at}.secrets`, message: `${secrets} MB is more than memory, which is ${memory} MB; use less` };
      }
      const names = (devices ?? []).map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (name === "") {
          yield {
            path: `${at}.devices[${index}].name`,
            message: 'it is empty; name a type of device, as "nvidia/gpu"',
          };
        }
      }
      for (const [index, device] of (numa?.devices ?? []).entries()) {
        if (isKnown(device) && !names.includes(device) && names.every(isKnown)) {
          yield {
            path: `${at}.numa.devices[${index}]`,
            message: `the task asks for no device "${device}", it has ${quoted(names)}; add it to devices`,
          };
        }
      }
    }
  },
});

/** Nomad's small defaults in place of a thought. */
export const resourcesMissing = rule({
  code: "resources-missing",
  level: "warning",
  title: "a task does not say what it needs",
  refusedByNomad: false,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const { cpu, cores, memory } = task.resources ?? {};
      const missing = [
        ...(cpu === undefined && cores === undefined ? ["cpu"] : []),
        ...(memory === undefined ? ["memory"] : []),
      ];
      if (missing.length > 0) {
        const defaults = { cpu: "100 MHz", memory: "300 MB" };
        const get = missing.map((field) => defaults[field as keyof typeof defaults]).join(" and ");
        yield {
          path: `${path}.resources`,
          message: `without ${missing.join(" and ")} the task gets ${get}; say what it needs`,
        };
      }
    }
  },
});

/** Bounds of the autoscaler. */
export const scalingBounds = rule({
  code: "scaling-bounds",
  level: "error",
  title: "the count of a group is outside the bounds of its scaling",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.groups) {
      const { scaling } = view.group;
      const count = countOf(view);
      if (!scaling || !isKnownNumber(scaling.max) || !isKnownNumber(count) || !isKnown(scaling.min)) {
        continue;
      }
      const least = scaling.min ?? count;
      if (scaling.max < least && scaling.min !== undefined) {
        yield {
          path: `${view.path}.scaling.max`,
          message: `${scaling.max} is less than min, which is ${least}; use more`,
        };
      } else if (count > scaling.max) {
        yield {
          path: `${view.path}.count`,
          message: `${count} is more than max of scaling, which is ${scaling.max}; lower it, or raise max`,
        };
      } else if (count < least && (job.spec.multiregion?.regions ?? []).length === 0) {
        yield {
          path: `${view.path}.count`,
          message: `${count} is less than min of scaling, which is ${least}; raise it, or lower min`,
        };
      }
    }
  },
});
