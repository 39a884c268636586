import { isKnown } from "../known";
import { rule } from "../rule";

/** Commands that operators run. */
export const actionInvalid = rule({
  code: "action-invalid",
  level: "error",
  title: "an action has no command, or a name with spaces",
  refusedByNomad: true,
  messages: {
    nameNotTypeable: ({ name }: { readonly name: string }) =>
      `${JSON.stringify(name)} cannot be typed on a command line; use 1 to 128 characters without spaces`,
    noCommand: () => "it is empty; name the command to run",
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, action] of (task.actions ?? []).entries()) {
        if (isKnown(action.name) && !/^[^\0\s]{1,128}$/.test(action.name)) {
          yield {
            path: `${path}.actions[${index}].name`,
            problem: "nameNotTypeable",
            name: action.name,
          };
        }
        if (action.command === "") {
          yield { path: `${path}.actions[${index}].command`, problem: "noCommand" };
        }
      }
    }
  },
});
