import { nearest, quoted } from "../../issue";
import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

/** Tasks that services and checks name. */
export const serviceTask = rule({
  code: "service-task",
  level: "error",
  title: "a service or check belongs to a task that is missing or not its own",
  refusedByNomad: true,
  messages: {
    otherTask: ({ task, got }: { readonly task: string; readonly got: string }) =>
      `the service belongs to the task "${task}", got "${got}"; remove it, or move the service`,
    unknownTask: ({
      task,
      tasks,
      meant,
    }: {
      readonly task: string;
      readonly tasks: readonly string[];
      readonly meant: string | undefined;
    }) =>
      `the group has no task "${task}"; ${meant === undefined ? `use one of ${quoted(tasks)}` : `did you mean "${meant}"`}`,
    scriptWithoutTask: ({ tasks }: { readonly tasks: readonly string[] }) =>
      `a script runs inside a task; name one of ${quoted(tasks)}`,
  },
  *check(job) {
    for (const { service, task, path } of job.services) {
      if (task && isKnownText(service.task) && service.task !== task.task.name) {
        yield {
          path: `${path}.task`,
          problem: "otherTask",
          task: task.task.name,
          got: service.task,
        };
      }
    }
    for (const { of, check, path } of job.checks) {
      if (of.task) {
        continue;
      }
      const tasks = (of.in.group.tasks ?? []).map(({ name }) => name);
      if (isKnownText(check.task) && !tasks.includes(check.task) && tasks.every(isKnown)) {
        const meant = nearest(check.task, tasks);
        yield { path: `${path}.task`, problem: "unknownTask", task: check.task, tasks, meant };
      }
      if (check.type === "script" && !check.task && !of.service.task) {
        yield { path: `${path}.task`, problem: "scriptWithoutTask", tasks };
      }
    }
  },
});
