import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

/** What is rendered, and how the file is made. */
export const templateInvalid = rule({
  code: "template-invalid",
  level: "error",
  title: "a template has no text, no destination, or settings that cannot be read",
  refusedByNomad: true,
  messages: {
    nothingToRender: () => "there is nothing to render; set data, or source",
    noDestination: () => 'it is empty; name a file, for example "local/app.conf"',
    sameDestination: ({ other, destination }: { readonly other: number; readonly destination: string }) =>
      `templates[${other}] already writes "${destination}"; choose another file`,
    noMode: ({ perms }: { readonly perms: string }) => `"${perms}" is not an octal file mode; write it as "0644"`,
    minAboveMax: ({ least, most }: { readonly least: number; readonly most: number }) =>
      `${formatDuration(least)} is longer than max, which is ${formatDuration(most)}; make it shorter`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const destinations = new Map<string, number>();
      for (const [index, template] of (task.templates ?? []).entries()) {
        const at = `${path}.templates[${index}]`;
        if (!template.data && !template.source) {
          yield { path: `${at}.data`, problem: "nothingToRender" };
        }
        if (!template.destination) {
          yield { path: `${at}.destination`, problem: "noDestination" };
        } else if (isKnown(template.destination)) {
          const other = destinations.get(template.destination);
          if (other !== undefined) {
            yield {
              path: `${at}.destination`,
              problem: "sameDestination",
              other,
              destination: template.destination,
            };
          }
          destinations.set(template.destination, other ?? index);
        }
        // Nomad reads twelve bits
        if (
          isKnownText(template.perms) &&
          !(/^[0-7]+$/.test(template.perms) && Number.parseInt(template.perms, 8) < 4096)
        ) {
          yield { path: `${at}.perms`, problem: "noMode", perms: template.perms };
        }
        const [least, most] = [nanoseconds(template.wait?.min), nanoseconds(template.wait?.max)];
        if (least !== undefined && most !== undefined && least > most) {
          yield {
            path: `${at}.wait.min`,
            problem: "minAboveMax",
            least,
            most,
          };
        }
      }
    }
  },
});
