import { isKnown } from "../known";
import { rule } from "../rule";

/** Last parts of the paths of Nomad's API for a job: `/v1/job/web/plan` plans the job `web`, and does not read `web/plan`. */
const REQUESTS = new Set(
  (
    "action actions allocations deployment deployments dispatch evaluate evaluations plan revert scale services stable " +
    "submission summary tag versions"
  ).split(" "),
);

/** A job must have an id that fits into addresses and URLs. */
export const jobId = rule({
  code: "job-id",
  level: "error",
  title: "the id of a job is empty, holds a space, or is read as something else by Nomad's API",
  refusedByNomad: true,
  messages: {
    empty: () => "it is empty; give the job a name",
    space: ({ id }: { readonly id: string }) =>
      `${JSON.stringify(id)} has a space, which is not allowed in a job id; use "-" instead`,
    path: ({ id }: { readonly id: string }) =>
      `${JSON.stringify(id)} stands for a folder in a URL: Nomad would register the job, but its API could neither read nor stop it; choose another id`,
    request: ({ id, word }: { readonly id: string; readonly word: string }) =>
      `${JSON.stringify(id)} ends with "/${word}", which is a request of Nomad's API: Nomad would register the job, but its API could neither read nor stop it; use "-" instead of "/"`,
  },
  *check({ spec }) {
    const field = spec.id === undefined ? "name" : "id";
    const id = spec.id ?? spec.name;
    if (id === "") {
      yield { path: field, problem: "empty" };
    } else if (typeof id === "string" && isKnown(id) && /[ \0]/.test(id)) {
      yield { path: field, problem: "space", id };
    } else if (typeof id === "string" && isKnown(id)) {
      const word = id.split("/").slice(1).at(-1);
      if (id === "." || id === "..") {
        yield { path: field, problem: "path", id };
      } else if (word !== undefined && (REQUESTS.has(word) || /\/(periodic\/force|dispatch\/payload)$/.test(id))) {
        yield { path: field, problem: "request", id, word };
      }
    }
  },
});
