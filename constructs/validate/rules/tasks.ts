import { formatDuration } from "../../spec";
import { nanoseconds, SECOND } from "../duration";
import { defaultIdentity, identitiesOf, identityName } from "../identities";
import { isKnown, isKnownNumber, isKnownText } from "../known";
import { updateOf } from "../layered";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** The task with which the others end. */
export const leaderDoubled = rule({
  code: "leader-doubled",
  level: "error",
  title: "a group has more than one leader",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      const leaders = (group.tasks ?? []).filter(({ leader }) => leader === true).map(({ name }) => name);
      if (leaders.length > 1) {
        yield { path: `${path}.tasks`, message: `the tasks end with one leader, got ${quoted(leaders)}; keep one` };
      }
    }
  },
});

/** Helpers that there is nobody to help. */
export const noMainTask = rule({
  code: "no-main-task",
  level: "warning",
  title: "every task of a group has a lifecycle, so that none is the main one",
  refusedByNomad: false,
  *check(job) {
    for (const { group, path } of job.groups) {
      const tasks = group.tasks ?? [];
      const gateway = (group.services ?? []).some((service) => service.connect?.gateway !== undefined);
      if (tasks.length > 0 && !gateway && tasks.every(({ lifecycle }) => lifecycle !== undefined)) {
        yield {
          path: `${path}.tasks`,
          message:
            "hooks run before, after or beside a main task, and there is none; remove lifecycle from the task that does the work",
        };
      }
    }
  },
});

/** Time to stop against time to make progress. */
export const killTimeoutOverDeadline = rule({
  code: "kill-timeout-over-deadline",
  level: "error",
  title: "a task may take longer to stop than its deployment waits",
  refusedByNomad: true,
  *check(job) {
    for (const { in: view, task, path } of job.type === "service" ? job.tasks : []) {
      const [kill, progress] = [
        nanoseconds(task.killTimeout),
        nanoseconds(updateOf(job, view).get("progressDeadline")),
      ];
      if (kill !== undefined && progress !== undefined && progress > 0 && kill > progress) {
        yield {
          path: `${path}.killTimeout`,
          message: `${formatDuration(kill)} is longer than progressDeadline of update, which is ${formatDuration(progress)}; make one shorter or the other longer`,
        };
      }
    }
  },
});

/** What a client allows unless it is set up for more. */
const MAX_KILL_TIMEOUT = 30 * SECOND;

/** Time to stop that the node does not give. */
export const killTimeoutCapped = rule({
  code: "kill-timeout-capped",
  level: "warning",
  title: "a task asks for more time to stop than clients give by default",
  refusedByNomad: false,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const kill = nanoseconds(task.killTimeout);
      if (kill !== undefined && kill > MAX_KILL_TIMEOUT) {
        yield {
          path: `${path}.killTimeout`,
          message: `clients cut ${formatDuration(kill)} down to 30s without a word unless their max_kill_timeout is raised; use 30s or less, or raise it`,
        };
      }
    }
  },
});

const IDENTITY = /^[a-zA-Z0-9-_]{1,128}$/;

/** Signed identities of a task. */
export const identityInvalid = rule({
  code: "identity-invalid",
  level: "error",
  title: "a workload identity has a setting that Nomad refuses",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, identity] of identitiesOf(task)) {
        const at = `${path}.identities[${index}]`;
        const name = identityName(identity);
        if (isKnown(name) && !IDENTITY.test(name)) {
          yield { path: `${at}.name`, message: `"${name}" is no name for a file; use letters, digits, "-" and "_"` };
        }
        if (name === "default" && (nanoseconds(identity.ttl) ?? 0) > 0) {
          yield {
            path: `${at}.ttl`,
            message: "the default identity does not expire; remove it, or give the identity a name",
          };
        }
        if ((identity.aud ?? []).includes("") && name !== "default") {
          yield { path: `${at}.aud`, message: "it holds an empty text; name who may accept the token" };
        }
        if (identity.filepath && identity.file !== true) {
          yield { path: `${at}.filepath`, message: "no file is written; set file to true, or remove it" };
        }
      }
    }
    for (const { service, path } of job.services) {
      if (service.identity && (service.identity.aud ?? []).length === 0) {
        yield { path: `${path}.identity.aud`, message: 'it is empty; name who may accept the token, as "consul.io"' };
      }
    }
  },
});

/** Identities of which Nomad keeps the last. */
export const identityDoubled = rule({
  code: "identity-doubled",
  level: "warning",
  title: "a task has two default identities, of which one is lost",
  refusedByNomad: false,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const identities = task.identities ?? [];
      const last = defaultIdentity(identities);
      for (const [index, identity] of identities.entries()) {
        if (identityName(identity) === "default" && index !== last) {
          yield {
            path: `${path}.identities[${index}]`,
            message: `identities[${last}] takes its place; give one of them a name, or make them one`,
          };
        }
      }
    }
  },
});

/** Tokens that live longer, or serve more, than they should. */
export const identityLoose = rule({
  code: "identity-loose",
  level: "warning",
  title: "a workload identity is accepted by anyone, never expires, or is not renewed in the task",
  refusedByNomad: false,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, identity] of (task.identities ?? []).entries()) {
        const at = `${path}.identities[${index}]`;
        if (identityName(identity) === "default") {
          continue;
        }
        const audience = identity.aud ?? [];
        if (audience.length === 0) {
          yield { path: `${at}.aud`, message: "anyone may accept the token; name the one who shall" };
        } else if (audience.length > 1) {
          yield {
            path: `${at}.aud`,
            message: `each of ${quoted(audience)} can use the token at the others; make one identity for each`,
          };
        }
        if (identity.ttl === undefined || nanoseconds(identity.ttl) === 0) {
          yield { path: `${at}.ttl`, message: 'the token never expires; set it, as "1h"' };
        }
        if (identity.env === true && identity.changeMode !== "restart" && isKnown(identity.changeMode)) {
          yield {
            path: `${at}.changeMode`,
            message: 'a running task does not see a new environment; use "restart", or a file',
          };
        }
      }
    }
  },
});

/** Secrets that Nomad fetches. */
export const secretInvalid = rule({
  code: "secret-invalid",
  level: "error",
  title: "a secret has a setting that Nomad refuses",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, secret] of (task.secrets ?? []).entries()) {
        const at = `${path}.secrets[${index}]`;
        if (isKnown(secret.name) && !/^[a-zA-Z0-9_]{1,128}$/.test(secret.name)) {
          yield {
            path: `${at}.name`,
            message: `"${secret.name}" is no name for a secret; use letters, digits and "_"`,
          };
        }
        if (secret.path === "") {
          yield { path: `${at}.path`, message: "it is empty; say where the secret is" };
        }
        if (secret.provider === "vault" && task.vault === undefined) {
          yield { path: `${at}.provider`, message: "the task has no access to Vault; add vault to the task" };
        }
        const ours = secret.provider === "nomad" || secret.provider === "vault";
        if (ours && Object.keys(secret.env ?? {}).length > 0) {
          yield { path: `${at}.env`, message: `it is for plugins, the provider is "${secret.provider}"; remove it` };
        }
        if (!ours && isKnownText(secret.provider) && Object.keys(secret.config ?? {}).length > 0) {
          yield { path: `${at}.config`, message: 'it is for the providers "nomad" and "vault"; use env' };
        }
      }
    }
  },
});

/** Commands that operators run. */
export const actionInvalid = rule({
  code: "action-invalid",
  level: "error",
  title: "an action has no command, or a name with spaces",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, action] of (task.actions ?? []).entries()) {
        if (isKnown(action.name) && !/^[^\0\s]{1,128}$/.test(action.name)) {
          yield {
            path: `${path}.actions[${index}].name`,
            message: `${JSON.stringify(action.name)} cannot be typed on a command line; use 1 to 128 characters without spaces`,
          };
        }
        if (action.command === "") {
          yield { path: `${path}.actions[${index}].command`, message: "it is empty; name the command to run" };
        }
      }
    }
  },
});

/** Tasks that serve storage to Nomad. */
export const csiPlugin = rule({
  code: "csi-plugin",
  level: "error",
  title: "a CSI plugin does not say what it is",
  refusedByNomad: true,
  *check(job) {
    for (const { task, path } of job.tasks) {
      const plugin = task.csiPlugin;
      if (plugin && !plugin.id) {
        yield { path: `${path}.csiPlugin.id`, message: "it is empty; name the plugin" };
      }
      if (plugin && plugin.type === undefined) {
        yield { path: `${path}.csiPlugin.type`, message: 'it is missing; use "node", "controller" or "monolith"' };
      }
      const { stagePublishBaseDir, mountDir } = plugin ?? {};
      if (isKnownText(stagePublishBaseDir) && isKnownText(mountDir) && stagePublishBaseDir.startsWith(mountDir)) {
        yield {
          path: `${path}.csiPlugin.stagePublishBaseDir`,
          message: `"${stagePublishBaseDir}" lies inside mountDir, which is "${mountDir}"; choose a directory beside it`,
        };
      }
    }
  },
});

/** The output that is kept, in the disk that there is. */
export const logsOverDisk = rule({
  code: "logs-over-disk",
  level: "error",
  title: "the logs of a task do not fit on the group's disk",
  refusedByNomad: true,
  *check(job) {
    for (const { group, path } of job.groups) {
      const size = group.ephemeralDisk?.size;
      if (isKnownNumber(size) && size < 10) {
        yield { path: `${path}.ephemeralDisk.size`, message: `got ${size} MB, at least 10 are allowed` };
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
            message: `got ${value}, at least 1 is allowed; to keep no logs, set disabled`,
          };
        }
      }
      if (disk <= maxFiles * maxFileSize && disk >= 10) {
        yield {
          path: `${path}.logs`,
          message: `${maxFiles} files of ${maxFileSize} MB do not fit on the disk of ${disk} MB; keep less, or raise ephemeralDisk.size`,
        };
      }
    }
  },
});
