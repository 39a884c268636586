import { timed } from "../measure";
import { tenAtATime } from "./in-turn";

/** Where the jobs are. */
export interface Server {
  readonly address: string;
  readonly token: string;
}

/** What the same questions cost the server alone, over plain HTTP, in seconds. */
export interface ServerCost {
  readonly listing: number;
  /** Each job read, 10 at a time as Terraform does. */
  readonly reading: number;
  /** Each job planned with its difference, 10 at a time. */
  readonly planning: number;
}

/** Asks for the jobs of the benchmark as they stand. */
export async function serverCost({ address, token }: Server): Promise<ServerCost> {
  const headers = { "X-Nomad-Token": token };
  const ask = async (path: string, body?: string) => {
    const response = await fetch(`${address}${path}`, { headers, ...(body && { method: "POST", body }) });
    if (!response.ok) {
      throw new Error(`nomad answered ${response.status} to ${path}`);
    }
    return response.json();
  };
  let ids: readonly string[] = [];
  const listing = await timed(async () => {
    ids = ((await ask("/v1/jobs?namespace=*")) as { readonly ID: string }[]).map(({ ID }) => ID);
  });
  const jobs: unknown[] = [];
  const reading = await timed(() => tenAtATime(ids, async (id) => jobs.push(await ask(`/v1/job/${id}`))));
  const planning = await timed(() =>
    tenAtATime(jobs, async (job) => {
      const { ID } = job as { readonly ID: string };
      await ask(`/v1/job/${ID}/plan`, JSON.stringify({ Job: job, Diff: true }));
    }),
  );
  return { listing: listing / 1000, reading: reading / 1000, planning: planning / 1000 };
}
