import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { identitiesOf } from "../identities";
import { isKnown, isKnownText } from "../known";
import { leavesAllocation } from "../leaves-allocation";
import { type Finding, rule } from "../rule";

/** What is rendered, and how the file is made. */
export const templateInvalid = rule({
  code: "template-invalid",
  level: "error",
  title: "a template has no text, no destination, or settings that cannot be read",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const destinations = new Map<string, number>();
      for (const [index, template] of (task.templates ?? []).entries()) {
        const at = `${path}.templates[${index}]`;
        if (!template.data && !template.source) {
          yield { path: `${at}.data`, message: "there is nothing to render; set data, or source" };
        }
        if (!template.destination) {
          yield { path: `${at}.destination`, message: 'it is empty; name a file, as "local/app.conf"' };
        } else if (isKnown(template.destination)) {
          const other = destinations.get(template.destination);
          if (other !== undefined) {
            yield {
              path: `${at}.destination`,
              message: `templates[${other}] writes "${template.destination}" already; choose another file`,
            };
          }
          destinations.set(template.destination, other ?? index);
        }
        // Nomad reads twelve bits
        if (
          isKnownText(template.perms) &&
          !(/^[0-7]+$/.test(template.perms) && Number.parseInt(template.perms, 8) < 4096)
        ) {
          yield { path: `${at}.perms`, message: `"${template.perms}" is no mode in octal; write it as "0644"` };
        }
        const [least, most] = [nanoseconds(template.wait?.min), nanoseconds(template.wait?.max)];
        if (least !== undefined && most !== undefined && least > most) {
          yield {
            path: `${at}.wait.min`,
            message: `${formatDuration(least)} is longer than max, which is ${formatDuration(most)}; make it shorter`,
          };
        }
      }
    }
  },
});

/** What happens to a task when something that it uses is renewed. */
export const changeMode = rule({
  code: "change-mode",
  level: "error",
  title: "a change mode lacks its signal or its script",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, template] of (task.templates ?? []).entries()) {
        const at = `${path}.templates[${index}]`;
        if (template.changeMode === "signal" && template.changeSignal === "") {
          yield { path: `${at}.changeSignal`, message: 'it is empty; name a signal, as "SIGHUP"' };
        }
        if (template.changeMode === "signal" && template.env === true) {
          yield {
            path: `${at}.changeMode`,
            message: 'a running task does not see a new environment, so a signal cannot help; use "restart" or "noop"',
          };
        }
        if (template.changeMode === "script" && !template.changeScript?.command) {
          yield { path: `${at}.changeScript`, message: "there is no script to run; set its command" };
        }
      }
      if (task.vault?.changeMode === "signal" && task.vault.changeSignal === "") {
        yield { path: `${path}.vault.changeSignal`, message: 'it is empty; name a signal, as "SIGHUP"' };
      }
      for (const [index, identity] of identitiesOf(task)) {
        const at = `${path}.identities[${index}]`;
        if (identity.changeMode === "signal" && !identity.changeSignal) {
          yield { path: `${at}.changeSignal`, message: 'change mode "signal" sends one; name it, as "SIGHUP"' };
        } else if (identity.changeSignal && identity.changeMode !== "signal" && isKnown(identity.changeMode)) {
          const got = `"${identity.changeMode ?? "noop"}"`;
          yield {
            path: `${at}.changeSignal`,
            message: `change mode ${got} sends none; set changeMode to "signal", or remove it`,
          };
        }
      }
    }
  },
});

function* outside(path: string, prefix: string, file: string | undefined): Iterable<Finding> {
  if (isKnownText(file) && leavesAllocation(prefix, file)) {
    yield { path, message: `"${file}" leads out of the allocation's directory; use a path below "local/"` };
  }
}

/** Files that Nomad itself writes for a task. */
export const pathLeavesAllocation = rule({
  code: "path-leaves-allocation",
  level: "error",
  title: "a file is to be written outside the allocation's directory",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, template] of (task.templates ?? []).entries()) {
        yield* outside(`${path}.templates[${index}].destination`, "task", template.destination);
      }
      for (const [index, artifact] of (task.artifacts ?? []).entries()) {
        yield* outside(`${path}.artifacts[${index}].destination`, "task", artifact.destination);
      }
      yield* outside(`${path}.dispatchPayload.file`, "task/local", task.dispatchPayload?.file);
    }
  },
});

/** The directories of a task that a container sees. */
const MOUNTED = ["local", "secrets", "alloc", ".."];

/** Files that are written where the container does not look. */
export const templateNotVisible = rule({
  code: "template-not-visible",
  level: "warning",
  title: "a template writes a file that the container does not see",
  refusedByNomad: false,
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      if (task.driver !== "docker" && task.driver !== "podman") {
        continue;
      }
      // a mount may bring any directory of the task into the container
      const mounted = [config.volumes, config.mounts, config.mount].some(
        (list) => Array.isArray(list) && list.length > 0,
      );
      for (const [index, { destination, env }] of (task.templates ?? []).entries()) {
        if (mounted || env === true || !isKnownText(destination)) {
          continue;
        }
        if (!MOUNTED.includes(destination.replace(/^\.?\/+/, "").split("/")[0] as string)) {
          yield {
            path: `${path}.templates[${index}].destination`,
            message: `the container sees "local/", "secrets/" and "alloc/" of the task's directory, got "${destination}"; write to "local/"`,
          };
        }
      }
    }
  },
});
