import { nearest, quoted } from "../../issue";
import { isKnown } from "../known";
import { rule } from "../rule";

/** Volumes that tasks mount. */
export const volumeNotDeclared = rule({
  code: "volume-not-declared",
  level: "error",
  title: "a task mounts a volume that its group does not declare",
  refusedByNomad: true,
  messages: {
    notDeclared: ({
      volume,
      names,
      meant,
    }: {
      readonly volume: string;
      readonly names: readonly string[];
      readonly meant: string | undefined;
    }) =>
      `the group does not declare the volume "${volume}", it has ${quoted(names)}; ${meant === undefined ? "add it to the volumes of the group" : `did you mean "${meant}"`}`,
  },
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
          yield {
            path: `${path}.volumeMounts[${index}].volume`,
            problem: "notDeclared",
            volume,
            names,
            meant,
          };
        }
      }
    }
  },
});
