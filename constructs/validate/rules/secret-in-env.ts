import { quoted } from "../../issue";
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
  messages: {
    plainSecret: ({ names }: { readonly names: readonly string[] }) =>
      `it looks like a secret, and everyone who can read the job can read it; store it in a Nomad variable and render it with a template${
        names.length > 1 ? ` (the same for ${quoted(names.slice(1))})` : ""
      }`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const names = Object.entries(task.env ?? {}).flatMap(([name, value]) =>
        isKnownText(value) && isSecret(name, value) ? [name] : [],
      );
      // One warning per task: one template replaces all of them.
      if (names.length > 0) {
        yield { path: `${path}.env.${names[0]}`, problem: "plainSecret", names };
      }
    }
  },
});

function isSecret(name: string, value: string): boolean {
  const isNamed = SECRET_NAME.test(name) && !PUBLIC_NAME.test(name) && !HARMLESS_VALUE.test(value);
  return isNamed || SECRET_VALUE.test(value);
}
