import { isKnownNumber } from "../known";
import { rule } from "../rule";

/** The output that is kept, in the disk that there is. */
export const logsOverDisk = rule({
  code: "logs-over-disk",
  level: "error",
  title: "the logs of a task do not fit on the group's disk",
  refusedByNomad: true,
  messages: {
    diskTooSmall: ({ size }: { readonly size: number }) => `got ${size} MB, at least 10 are allowed`,
    limitTooSmall: ({ value }: { readonly value: number }) =>
      `got ${value}, at least 1 is allowed; to keep no logs, set disabled`,
    logsTooLarge: ({
      maxFiles,
      maxFileSize,
      disk,
    }: {
      readonly maxFiles: number;
      readonly maxFileSize: number;
      readonly disk: number;
    }) =>
      `${maxFiles} files of ${maxFileSize} MB do not fit on the disk of ${disk} MB; keep less, or raise ephemeralDisk.size`,
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const size = group.ephemeralDisk?.size;
      if (isKnownNumber(size) && size < 10) {
        yield { path: `${path}.ephemeralDisk.size`, problem: "diskTooSmall", size };
      }
    }
    for (const {
      in: { group },
      task,
      path,
    } of job.tasks) {
      const { maxFiles = 10, maxFileSize = 10 } = task.logs ?? {};
      const disk = group.ephemeralDisk?.size ?? 300;
      if (![maxFiles, maxFileSize, disk].every(isKnownNumber)) {
        continue;
      }
      for (const [field, value] of [
        ["maxFiles", maxFiles],
        ["maxFileSize", maxFileSize],
      ] as const) {
        if (value < 1) {
          yield {
            path: `${path}.logs.${field}`,
            problem: "limitTooSmall",
            value,
          };
        }
      }
      if (disk <= maxFiles * maxFileSize && disk >= 10) {
        yield {
          path: `${path}.logs`,
          problem: "logsTooLarge",
          maxFiles,
          maxFileSize,
          disk,
        };
      }
    }
  },
});
