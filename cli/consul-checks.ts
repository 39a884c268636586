import { type ConsulClient, inParallel } from "../clients";
import type { ProgressEvent } from "./progress";
import type { StackJob } from "./stack/job";

/** Milliseconds between two requests for the checks of a service. */
const INTERVAL = 1_000;
/** Characters of a check's output that are shown; a check by HTTP repeats the answer of the application. */
const MAX_OUTPUT = 300;

interface Check {
  readonly Node: string;
  readonly CheckID: string;
  readonly Name: string;
  readonly Status: string;
  readonly Output: string;
}

interface FollowedJob {
  readonly consul: ConsulClient;
  readonly services: readonly string[];
}

/**
 * Reports failed checks in Consul of the jobs that an apply waits for. Nomad's API does not have their output.
 *
 * A request that fails is ignored: a token for Nomad's jobs may lack the right to read services.
 */
export class ConsulChecks {
  private readonly jobs = new Map<string, FollowedJob>();
  private readonly waiting = new Set<string>();
  /** Checks that failed the last time. A check often fails once while a task starts. */
  private readonly failing = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private isReading = false;

  /** @param report receives an event `cause` for each failed check */
  constructor(private readonly report: (event: ProgressEvent) => void) {
    this.timer = setInterval(() => void this.read(), INTERVAL);
  }

  /** Adds the jobs of a stack. */
  add(jobs: readonly StackJob[], consul: ConsulClient): void {
    for (const { wire } of jobs) {
      const services = wire ? consulServices(wire) : [];
      if (wire && services.length > 0) {
        this.jobs.set(`${wire.Namespace ?? "default"}/${wire.ID}`, { consul, services });
      }
    }
  }

  /** Reads an event of the provider: checks are read while a deployment runs. */
  receive({ resource, event, deployment }: ProgressEvent): void {
    if (deployment) {
      this.waiting.add(resource);
    } else if (event === "done" || event === "failed" || event === "warning") {
      this.waiting.delete(resource);
    }
  }

  /** Ends the requests. */
  stop(): void {
    clearInterval(this.timer);
    this.waiting.clear();
  }

  /** Reads the checks of all waiting jobs once. */
  async read(): Promise<void> {
    if (this.isReading) {
      return;
    }
    this.isReading = true;
    await inParallel([...this.waiting], (resource) => this.readJob(resource));
    this.isReading = false;
  }

  private async readJob(resource: string): Promise<void> {
    const { consul, services = [] } = this.jobs.get(resource) ?? {};
    for (const service of services) {
      const checks = await consul
        ?.get<readonly Check[]>(`/v1/health/checks/${encodeURIComponent(service)}`)
        .catch(() => []);
      for (const { Node, CheckID, Name, Status, Output } of checks ?? []) {
        // Consul registers a check as critical, without output, until it runs for the first time.
        if (Status !== "critical" || Output.trim() === "") {
          this.failing.delete(CheckID);
        } else if (!this.failing.has(CheckID)) {
          this.failing.add(CheckID);
        } else if (this.waiting.has(resource)) {
          const message = `check "${Name}" of service ${service} on node ${Node} fails: ${shorten(Output.trim())}`;
          this.report({ resource, event: "cause", message });
        }
      }
    }
  }
}

function shorten(output: string): string {
  return output.length <= MAX_OUTPUT ? output : `${output.slice(0, MAX_OUTPUT)}…`;
}

/** Names of the services with checks that a job registers in Consul, without names that only the node can interpolate. */
function consulServices({ TaskGroups = [] }: NonNullable<StackJob["wire"]>): readonly string[] {
  const services = TaskGroups.flatMap(({ Services, Tasks }) => [
    ...(Services ?? []),
    ...(Tasks ?? []).flatMap((task) => task.Services ?? []),
  ]);
  return services.flatMap(({ Name, Provider = "consul", Checks }) =>
    Name && !Name.includes("${") && Provider !== "nomad" && (Checks ?? []).length > 0 ? [Name] : [],
  );
}
