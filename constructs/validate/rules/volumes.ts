import { nearest } from "../../spec";
import { isKnown, isKnownNumber, isKnownText } from "../known";
import { countOf, updateOf } from "../layered";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** Volumes that tasks mount. */
export const volumeNotDeclared = rule({
  code: "volume-not-declared",
  level: "error",
  title: "a task mounts a volume that its group does not declare",
  refusedByNomad: true,
  *check(job) {
    for (const {
      in: { group },
      task,
      path,
    } of job.tasks) {
      const names = (group.volumes ?? []).map(({ name }) => name);
      for (const [index, { volume }] of (task.volumeMounts ?? []).entries()) {
        if (isKnown(volume) && !names.includes(volume) && names.every(isKnown)) {
          const meant = nearest(volume, names);
          const mend = meant === undefined ? "add it to the volumes of the group" : `did you mean "${meant}"`;
          yield {
            path: `${path}.volumeMounts[${index}].volume`,
            message: `the group declares no volume "${volume}", it has ${quoted(names)}; ${mend}`,
          };
        }
      }
    }
  },
});

const HOST_MODES = [
  "single-node-reader-only",
  "single-node-writer",
  "single-node-single-writer",
  "single-node-multi-writer",
];

/** What a group asks of a volume. */
export const volumeRequest = rule({
  code: "volume-request",
  level: "error",
  title: "the settings of a volume exclude each other",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.groups) {
      const count = countOf(view);
      const canary = updateOf(job, view).get("canary");
      for (const volume of view.group.volumes ?? []) {
        const path = `${view.path}.volumes.${volume.name}`;
        const { accessMode, readOnly = false, perAlloc = false } = volume;
        if (!volume.source) {
          yield { path: `${path}.source`, message: "it is empty; name the volume as the cluster knows it" };
        }
        if (perAlloc && (job.type === "system" || job.type === "sysbatch")) {
          yield {
            path: `${path}.perAlloc`,
            message: `a job of type "${job.type}" has no numbered allocations; remove it`,
          };
        }
        if (perAlloc && job.type === "service" && isKnownNumber(canary) && canary > 0) {
          yield {
            path: `${path}.perAlloc`,
            message: "a canary would need the volume of an allocation that still runs; set update.canary to 0",
          };
        }
        if (perAlloc && volume.sticky === true) {
          yield {
            path: `${path}.sticky`,
            message: "with perAlloc each allocation has its own volume anyway; remove one of them",
          };
        }
        if (
          accessMode?.endsWith("-reader-only") &&
          !readOnly &&
          !(volume.type === "host" && accessMode.startsWith("multi"))
        ) {
          yield {
            path: `${path}.readOnly`,
            message: `the access mode "${accessMode}" does not write; set readOnly to true`,
          };
        }
        if (volume.type === "host") {
          if (volume.mountOptions !== undefined) {
            yield { path: `${path}.mountOptions`, message: "a host volume has none; remove it" };
          }
          if (isKnownText(accessMode) && !HOST_MODES.includes(accessMode)) {
            yield {
              path: `${path}.accessMode`,
              message: `a host volume is on one node, got "${accessMode}"; use one of ${quoted(HOST_MODES)}`,
            };
          }
          continue;
        }
        if (volume.attachmentMode === undefined) {
          yield {
            path: `${path}.attachmentMode`,
            message: 'a CSI volume needs it; use "file-system" or "block-device"',
          };
        } else if (volume.attachmentMode === "block-device" && volume.mountOptions !== undefined) {
          yield { path: `${path}.mountOptions`, message: "a block device is not mounted; remove it" };
        }
        if (accessMode === undefined) {
          yield { path: `${path}.accessMode`, message: 'a CSI volume needs it, as "single-node-writer"' };
        }
        const one =
          accessMode === "single-node-reader-only" ||
          accessMode === "single-node-writer" ||
          (accessMode === "multi-node-single-writer" && !readOnly);
        if (one && !perAlloc && isKnownNumber(count) && count > 1) {
          yield {
            path: `${path}.accessMode`,
            message: `"${accessMode}" is for one allocation, the group has ${count}; set perAlloc, or use another access mode`,
          };
        }
      }
    }
  },
});

/** Files of the node in a container. */
export const hostPathMounted = rule({
  code: "host-path-mounted",
  level: "warning",
  title: "a container mounts a path of the node",
  refusedByNomad: false,
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      if (task.driver !== "docker" && task.driver !== "podman") {
        continue;
      }
      for (const [index, volume] of (Array.isArray(config.volumes) ? config.volumes : []).entries()) {
        const source = typeof volume === "string" && volume.includes(":") ? volume.split(":")[0] : undefined;
        if (source?.startsWith("/")) {
          yield {
            path: `${path}.config.volumes[${index}]`,
            message: `it gives the task "${source}" of whichever node it lands on; use a host volume, which an operator grants`,
          };
        }
      }
    }
  },
});
