import type { Lab } from "../../../lab";
import { CiCluster, certificates, type Wire } from "./cluster";
import { ForgeServer, type Request } from "./forge-server";
import type { Pipelines, Run, Setup } from "./pipeline-run";
import { Repository } from "./repository";

/** What must be nowhere that a pipeline writes to. */
export const planted = ["hunter2-planted-one", "planted-two-8c1f", "planted-three-77aa"];

/** A job that places nothing, with secrets where people put them. */
export function job(name: string, level: string) {
  const [password, apiKey, inUrl] = planted;
  return {
    name,
    namespace: "shop",
    protect: name === "worker",
    datacenters: ["nowhere"],
    groups: [
      {
        name: "web",
        count: 1,
        tasks: [
          {
            name: "main",
            driver: "docker",
            config: { image: "example.com/web:1.0.0" },
            env: {
              LEVEL: level,
              DB_PASSWORD: `${password}${level}`,
              DATABASE: `postgres://app:${inUrl}@db.example.com/${level}`,
            },
            templates: [{ destination: "secrets/app.env", data: `API_KEY=${apiKey}\nLEVEL=${level}\n` }],
            resources: { cpu: 50, memory: 32 },
          },
        ],
      },
    ],
  };
}

/** What else there is to a push. */
export interface Pushed {
  /** The pull request that the branch has already. @default - one is opened */
  readonly request?: Request;
  /** What the program confirms. @default - nothing */
  readonly confirm?: readonly string[];
  /** Whether the branch is in a fork. @default false */
  readonly fork?: boolean;
}

/** A repository, a forge with its pull requests, a cluster, and everything that pipelines wrote while these changed. */
export class PullRequests {
  readonly forge = new ForgeServer();
  readonly repository = new Repository(`${__dirname}/program.ts`);
  readonly runs: Run[] = [];
  private pipelines!: Pipelines;

  private constructor(readonly cluster: CiCluster) {}

  static async begin(
    lab: Lab,
    runner: new (repository: Repository, forge: ForgeServer, setup: Setup) => Pipelines,
    environment?: string,
  ): Promise<PullRequests> {
    const requests = new PullRequests(new CiCluster(lab));
    await requests.forge.start();
    const { plan, apply } = await requests.cluster.setUp();
    requests.pipelines = new runner(requests.repository, requests.forge, {
      certificates: certificates(lab),
      variables: { NOMAD_ADDR: lab.nomadAddr, CONSUL_HTTP_ADDR: lab.consulAddr, CDKNOMAD_STACKS: "apps" },
      ...(environment !== undefined && { environment }),
      planSecrets: plan,
      applySecrets: apply,
    });
    return requests;
  }

  /** A branch is pushed, for the first time or again, and its pipeline runs. */
  async push(
    branch: string,
    jobs: object,
    { request, confirm, fork = false }: Pushed = {},
  ): Promise<{ request: Request; run: Run }> {
    const head = this.repository.commit(branch, jobs, confirm);
    const about = request ?? this.forge.openRequest(head);
    about.head = head;
    return { request: about, run: await this.ran(this.pipelines.pullRequest(about.number, head, { fork })) };
  }

  /** A pull request is merged, and the pipeline of main runs. */
  async merge(branch: string, request: Request): Promise<Run> {
    request.mergedAs = this.repository.merge(branch);
    return this.ran(this.pipelines.merged(request.mergedAs));
  }

  /** Commits to main without a pull request. */
  async pushToMain(jobs: object): Promise<Run> {
    return this.ran(this.pipelines.merged(this.repository.commit("main", jobs)));
  }

  async night(): Promise<Run> {
    return this.ran(this.pipelines.nightly("main"));
  }

  async level(name: string): Promise<string | undefined> {
    const found: Wire = await this.cluster.job(name);
    return found?.TaskGroups[0].Tasks[0].Env.LEVEL;
  }

  async end(): Promise<void> {
    await this.forge.stop();
    await this.cluster.takeDown();
    this.repository.remove();
  }

  private async ran(run: Promise<Run>): Promise<Run> {
    const ended = await run;
    this.runs.push(ended);
    return ended;
  }
}
