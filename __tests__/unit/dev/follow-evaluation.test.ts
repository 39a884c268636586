import { followEvaluation } from "../../../cli/dev/jobs/follow-evaluation";
import type { CompleteJob } from "../../../cli/dev/jobs/register";

const job = { key: "web/page", wire: { ID: "page", Namespace: "web" } } as unknown as CompleteJob;

/** Follows the evaluation "first" with answers by id; each later request gets the next answer. */
async function follow(answers: Record<string, object[]>, signal = AbortSignal.timeout(5_000)) {
  const problems: string[] = [];
  const requests: unknown[] = [];
  const nomad = {
    find: async (path: string) => {
      const list = answers[path.replace("/v1/evaluation/", "")] ?? [];
      return (list.length > 1 ? list.shift() : list[0]) as never;
    },
    request: async (...request: unknown[]) => {
      requests.push(request);
      return { EvalID: "second" } as never;
    },
  };
  await followEvaluation({ nomad, job, id: "first", signal, report: (problem) => problems.push(problem) }, 150);
  return { problems, requests };
}

const pending = { Status: "pending" };
const complete = { Status: "complete" };

describe("the evaluation of a registered version", () => {
  it("is not reported if Nomad places everything", async () => {
    expect(await follow({ first: [pending, complete] })).toEqual({ problems: [], requests: [] });
  });

  it("is reported with the groups that no node has room for", async () => {
    const FailedTGAllocs = { front: { DimensionExhausted: { memory: 1 } } };
    const { problems } = await follow({ first: [{ ...complete, FailedTGAllocs }] });
    expect(problems).toEqual(["group front waits for a node: 1 node: memory exhausted"]);
  });

  it("is reported if it fails", async () => {
    const { problems } = await follow({
      first: [{ Status: "failed", StatusDescription: "maximum attempts reached (5)" }],
    });
    expect(problems).toEqual(["evaluation failed: maximum attempts reached (5)"]);
  });

  it("is replaced once by another one if it does not end", async () => {
    const { problems, requests } = await follow({ first: [pending], second: [pending, complete] });
    expect(problems).toEqual([
      "Nomad has not scheduled this version within 0.15 s: evaluation first is pending; asking for another one",
    ]);
    expect(requests).toEqual([
      ["POST", "/v1/job/page/evaluate?namespace=web", { body: { JobID: "page", Namespace: "web" } }],
    ]);
  });

  it("is forgotten when a newer version is registered", async () => {
    expect(await follow({ first: [pending] }, AbortSignal.timeout(50))).toEqual({ problems: [], requests: [] });
  });
});
