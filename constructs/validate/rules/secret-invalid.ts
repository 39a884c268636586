import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

/** Secrets that Nomad fetches. */
export const secretInvalid = rule({
  code: "secret-invalid",
  level: "error",
  title: "a secret has a setting that Nomad refuses",
  refusedByNomad: true,
  messages: {
    noSecretName: ({ name }: { readonly name: string }) =>
      `"${name}" is not a name for a secret; use letters, digits and "_"`,
    noPath: () => "it is empty; set the path of the secret",
    noVault: () => "the task has no access to Vault; add vault to the task",
    onlyForPlugins: ({ provider }: { readonly provider: string }) =>
      `only plugins have it, the provider is "${provider}"; remove it`,
    notForPlugins: () => 'only the providers "nomad" and "vault" have it; use env',
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [index, secret] of (task.secrets ?? []).entries()) {
        const at = `${path}.secrets[${index}]`;
        if (isKnown(secret.name) && !/^[a-zA-Z0-9_]{1,128}$/.test(secret.name)) {
          yield {
            path: `${at}.name`,
            problem: "noSecretName",
            name: secret.name,
          };
        }
        if (secret.path === "") {
          yield { path: `${at}.path`, problem: "noPath" };
        }
        if (secret.provider === "vault" && task.vault === undefined) {
          yield { path: `${at}.provider`, problem: "noVault" };
        }
        const ours = secret.provider === "nomad" || secret.provider === "vault";
        if (ours && Object.keys(secret.env ?? {}).length > 0) {
          yield { path: `${at}.env`, problem: "onlyForPlugins", provider: secret.provider };
        }
        if (!ours && isKnownText(secret.provider) && Object.keys(secret.config ?? {}).length > 0) {
          yield { path: `${at}.config`, problem: "notForPlugins" };
        }
      }
    }
  },
});
