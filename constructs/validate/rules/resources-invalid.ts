import { quoted } from "../../issue";
import { isKnown, isKnownNumber } from "../known";
import { rule } from "../rule";

/** What a task asks of its node. */
export const resourcesInvalid = rule({
  code: "resources-invalid",
  level: "error",
  title: "the resources of a task are too small, or exclude each other",
  refusedByNomad: true,
  messages: {
    cpuAndCores: ({ cpu, cores }: { readonly cpu: number; readonly cores: number }) =>
      `${cpu} MHz and ${cores} cores exclude each other; keep one`,
    cpuTooSmall: ({ cpu }: { readonly cpu: number }) => `got ${cpu} MHz, at least 1 is allowed`,
    memoryTooSmall: ({ memory }: { readonly memory: number }) => `got ${memory} MB, at least 10 are allowed`,
    memoryMaxBelowMemory: ({ memoryMax, memory }: { readonly memoryMax: number; readonly memory: number }) =>
      `${memoryMax} MB is less than memory, which is ${memory} MB; use more, or leave it out`,
    secretsAboveMemory: ({ secrets, memory }: { readonly secrets: number; readonly memory: number }) =>
      `${secrets} MB is more than memory, which is ${memory} MB; use less`,
    noDeviceType: () => 'it is empty; name a type of device, for example "nvidia/gpu"',
    unknownDevice: ({ device, devices }: { readonly device: string; readonly devices: readonly string[] }) =>
      `the task does not ask for the device "${device}", it has ${quoted(devices)}; add it to devices`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const { cpu, cores = 0, memory = 300, memoryMax = 0, secrets = 0, devices, numa } = task.resources ?? {};
      const at = `${path}.resources`;
      if (isKnownNumber(cpu) && isKnownNumber(cores) && cpu > 0 && cores > 0) {
        yield { path: `${at}.cpu`, problem: "cpuAndCores", cpu, cores };
      }
      // Nomad fills in cpu only where cores is not written at all
      const share = cpu ?? (task.resources?.cores === undefined ? 100 : 0);
      if (isKnownNumber(share) && share < 1 && cores === 0) {
        yield { path: `${at}.cpu`, problem: "cpuTooSmall", cpu: share };
      }
      if (isKnownNumber(memory) && memory < 10) {
        yield { path: `${at}.memory`, problem: "memoryTooSmall", memory };
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
          problem: "memoryMaxBelowMemory",
          memoryMax,
          memory,
        };
      }
      if (isKnownNumber(secrets) && isKnownNumber(memory) && secrets > memory) {
        yield { path: `${at}.secrets`, problem: "secretsAboveMemory", secrets, memory };
      }
      const names = (devices ?? []).map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        if (name === "") {
          yield {
            path: `${at}.devices[${index}].name`,
            problem: "noDeviceType",
          };
        }
      }
      for (const [index, device] of (numa?.devices ?? []).entries()) {
        if (isKnown(device) && !names.includes(device) && names.every(isKnown)) {
          yield {
            path: `${at}.numa.devices[${index}]`,
            problem: "unknownDevice",
            device,
            devices: names,
          };
        }
      }
    }
  },
});
