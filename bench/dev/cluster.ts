import type { NomadClient } from "../../clients";
import type { Values } from "./starter";

interface Allocation {
  readonly JobVersion: number;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
}

interface Specification {
  readonly Version: number;
  readonly TaskGroups: readonly {
    readonly Count: number;
    readonly Tasks: readonly {
      readonly Env?: Readonly<Record<string, string>> | null;
      readonly Config: { readonly image: string };
      readonly Templates?: readonly { readonly EmbeddedTmpl: string }[] | null;
    }[];
  }[];
}

/** Milliseconds between two looks at the cluster. */
const LOOK = 25;

/** Waits until Nomad has the job with these values, and an allocation of that version runs. @returns when, in milliseconds since 1970 */
export async function untilRuns(nomad: NomadClient, values: Values, limit: number): Promise<number> {
  const job = "/v1/job/it-tools";
  const deadline = Date.now() + limit;
  while (Date.now() < deadline) {
    const found = await nomad.get<Specification>(`${job}?namespace=web`);
    if (isAsWanted(found, values)) {
      const all = await nomad.get<readonly Allocation[]>(`${job}/allocations?namespace=web`);
      const running = all.filter(
        (one) => one.JobVersion === found.Version && one.ClientStatus === "running" && one.DesiredStatus === "run",
      );
      if (running.length > 0) {
        return Date.now();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  throw new Error(`the edit was lost: no allocation with ${JSON.stringify(values)} within ${limit / 1000} s`);
}

function isAsWanted({ TaskGroups: [group] }: Specification, { greeting, page, tag, count }: Values): boolean {
  const [task] = group?.Tasks ?? [];
  return (
    group?.Count === count &&
    task?.Env?.GREETING === greeting &&
    task.Config.image.endsWith(`:${tag}`) &&
    task.Templates?.[0]?.EmbeddedTmpl === `page ${page}\n`
  );
}
