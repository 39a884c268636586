import { isKnownText } from "../known";
import { rule } from "../rule";

/** Names whose last word says that the value is a secret. */
const SECRET_NAME =
  /(^|_)(PASS|PASSWD|PASSWORD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY|SECRET_KEY|ENCRYPTION_KEY|CREDENTIALS?)(_?\d+)?$/i;

/** Keys that are named like a secret and are the public half of one. */
const PUBLIC_NAME = /(^|_)(PUBLIC|PUB)(_|$)/i;

/** Values that only say where the secret is, or whether there is one. */
const HARMLESS_VALUE = /^(\/|\.\/|file:|true$|false$|yes$|no$|on$|off$|\d{1,4}$)/i;

const SECRET_VALUE = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s:@]+@/i;

/** Secrets that everyone reads who may read the job. */
export const secretInEnv = rule({
  code: "secret-in-env",
  level: "warning",
  title: "a variable of the environment holds a secret as plain text",
  refusedByNomad: false,
  *check(job) {
    for (const { task, path } of job.tasks) {
      for (const [name, value] of Object.entries(task.env ?? {})) {
        if (!isKnownText(value)) {
          continue;
        }
        const named = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name) && !HARMLESS_VALUE.test(value);
        if (named || SECRET_VALUE.test(value)) {
          yield {
            path: `${path}.env.${name}`,
            message:
              "it looks like a secret, and whoever may read the job reads it; put it into a Nomad variable and render it with a template",
          };
        }
      }
    }
  },
});
