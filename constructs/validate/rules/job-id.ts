import { isKnown } from "../known";
import { rule } from "../rule";

/** A job must have an id that fits into addresses and URLs. */
export const jobId = rule({
  code: "job-id",
  level: "error",
  title: "the id of a job is empty or holds a space",
  refusedByNomad: true,
  messages: {
    empty: () => "it is empty; give the job a name",
    space: ({ id }: { readonly id: string }) =>
      `${JSON.stringify(id)} has a space, which is not allowed in a job id; use "-" instead`,
  },
  *check({ spec }) {
    const field = spec.id === undefined ? "name" : "id";
    const id = spec.id ?? spec.name;
    if (id === "") {
      yield { path: field, problem: "empty" };
    } else if (typeof id === "string" && isKnown(id) && /[ \0]/.test(id)) {
      yield { path: field, problem: "space", id };
    }
  },
});
