import { isKnownText } from "../known";
import { rule } from "../rule";

/** Texts for people that are longer than Nomad keeps. */
export const textTooLong = rule({
  code: "text-too-long",
  level: "error",
  title: "a description or a note is longer than Nomad accepts",
  refusedByNomad: true,
  messages: {
    tooLong: ({ bytes, most }: { readonly bytes: number; readonly most: number }) =>
      `got ${bytes} bytes, at most ${most} are allowed; shorten it`,
  },
  *check(job) {
    const description = job.spec.ui?.description;
    if (isKnownText(description) && Buffer.byteLength(description) > 1000) {
      yield {
        path: "ui.description",
        problem: "tooLong",
        bytes: Buffer.byteLength(description),
        most: 1000,
      };
    }
    for (const { of, check, path } of job.checks) {
      if (of.provider === "consul" && isKnownText(check.notes) && Buffer.byteLength(check.notes) > 255) {
        yield {
          path: `${path}.notes`,
          problem: "tooLong",
          bytes: Buffer.byteLength(check.notes),
          most: 255,
        };
      }
    }
  },
});
