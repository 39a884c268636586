import { quoted } from "../../issue";
import { isKnownNumber, isKnownText } from "../known";
import { countOf, updateOf } from "../layered";
import { rule } from "../rule";

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
  messages: {
    noSource: () => "it is empty; set the name of the volume in the cluster",
    perAllocInSystem: ({ type }: { readonly type: string }) =>
      `a job of type "${type}" has no numbered allocations; remove it`,
    perAllocWithCanary: () => "a canary would need the volume of an allocation that still runs; set update.canary to 0",
    perAllocSticky: () => "with perAlloc each allocation already has its own volume; remove one of them",
    readOnlyMode: ({ accessMode }: { readonly accessMode: string }) =>
      `the access mode "${accessMode}" does not write; set readOnly to true`,
    hostWithOptions: () => "a host volume has no mount options; remove it",
    hostMode: ({ accessMode }: { readonly accessMode: string }) =>
      `a host volume is on one node, got "${accessMode}"; use one of ${quoted(HOST_MODES)}`,
    noAttachmentMode: () => 'a CSI volume needs it; use "file-system" or "block-device"',
    blockDeviceMounted: () => "a block device is not mounted; remove it",
    noAccessMode: () => 'a CSI volume needs it, for example "single-node-writer"',
    oneAllocation: ({ accessMode, count }: { readonly accessMode: string; readonly count: unknown }) =>
      `"${accessMode}" allows one allocation, the group has ${count}; set perAlloc, or use another access mode`,
  },
  *check(job) {
    for (const view of job.groups) {
      const count = countOf(view);
      const canary = updateOf(job, view).get("canary");
      for (const volume of view.group.volumes ?? []) {
        const path = `${view.path}.volumes.${volume.name}`;
        const { accessMode, readOnly = false, perAlloc = false } = volume;
        if (!volume.source) {
          yield { path: `${path}.source`, problem: "noSource" };
        }
        if (perAlloc && (job.type === "system" || job.type === "sysbatch")) {
          yield {
            path: `${path}.perAlloc`,
            problem: "perAllocInSystem",
            type: job.type,
          };
        }
        if (perAlloc && job.type === "service" && isKnownNumber(canary) && canary > 0) {
          yield {
            path: `${path}.perAlloc`,
            problem: "perAllocWithCanary",
          };
        }
        if (perAlloc && volume.sticky === true) {
          yield {
            path: `${path}.sticky`,
            problem: "perAllocSticky",
          };
        }
        if (
          accessMode?.endsWith("-reader-only") &&
          !readOnly &&
          !(volume.type === "host" && accessMode.startsWith("multi"))
        ) {
          yield {
            path: `${path}.readOnly`,
            problem: "readOnlyMode",
            accessMode,
          };
        }
        if (volume.type === "host") {
          if (volume.mountOptions !== undefined) {
            yield { path: `${path}.mountOptions`, problem: "hostWithOptions" };
          }
          if (isKnownText(accessMode) && !HOST_MODES.includes(accessMode)) {
            yield {
              path: `${path}.accessMode`,
              problem: "hostMode",
              accessMode,
            };
          }
          continue;
        }
        if (volume.attachmentMode === undefined) {
          yield {
            path: `${path}.attachmentMode`,
            problem: "noAttachmentMode",
          };
        } else if (volume.attachmentMode === "block-device" && volume.mountOptions !== undefined) {
          yield { path: `${path}.mountOptions`, problem: "blockDeviceMounted" };
        }
        if (accessMode === undefined) {
          yield { path: `${path}.accessMode`, problem: "noAccessMode" };
        }
        const one =
          accessMode === "single-node-reader-only" ||
          accessMode === "single-node-writer" ||
          (accessMode === "multi-node-single-writer" && !readOnly);
        if (one && !perAlloc && isKnownNumber(count) && count > 1) {
          yield {
            path: `${path}.accessMode`,
            problem: "oneAllocation",
            accessMode,
            count,
          };
        }
      }
    }
  },
});
