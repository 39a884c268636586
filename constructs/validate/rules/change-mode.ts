import { identitiesOf } from "../identities";
import { isKnown } from "../known";
import { rule } from "../rule";

/** What happens to a task when something that it uses is renewed. */
export const changeMode = rule({
  code: "change-mode",
  level: "error",
  title: "a change mode lacks its signal or its script",
  refusedByNomad: true,
  messages: {
    emptySignal: () => 'it is empty; name a signal, for example "SIGHUP"',
    environmentNotRenewed: () =>
      'a running task does not see a new environment, so a signal has no effect; use "restart" or "noop"',
    noScript: () => "there is no script to run; set its command",
    noSignal: () => 'change mode "signal" sends a signal; name it, for example "SIGHUP"',
    signalNotSent: ({ mode }: { readonly mode: string }) =>
      `change mode "${mode}" does not send a signal; set changeMode to "signal", or remove it`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, template] of (task.templates ?? []).entries()) {
        const at = `${path}.templates[${index}]`;
        if (template.changeMode === "signal" && template.changeSignal === "") {
          yield { path: `${at}.changeSignal`, problem: "emptySignal" };
        }
        if (template.changeMode === "signal" && template.env === true) {
          yield {
            path: `${at}.changeMode`,
            problem: "environmentNotRenewed",
          };
        }
        if (template.changeMode === "script" && !template.changeScript?.command) {
          yield { path: `${at}.changeScript`, problem: "noScript" };
        }
      }
      if (task.vault?.changeMode === "signal" && task.vault.changeSignal === "") {
        yield { path: `${path}.vault.changeSignal`, problem: "emptySignal" };
      }
      for (const [index, identity] of identitiesOf(task)) {
        const at = `${path}.identities[${index}]`;
        if (identity.changeMode === "signal" && !identity.changeSignal) {
          yield { path: `${at}.changeSignal`, problem: "noSignal" };
        } else if (identity.changeSignal && identity.changeMode !== "signal" && isKnown(identity.changeMode)) {
          yield {
            path: `${at}.changeSignal`,
            problem: "signalNotSent",
            mode: identity.changeMode ?? "noop",
          };
        }
      }
    }
  },
});
