import { type Lab, labVariables } from "../../../lab";
import { tlsVariables } from "../../../lab/tls-variables";
import { Project } from "../project";
import { namespace, stateKeyPrefix } from "./names";
import type { Secrets } from "./pipeline-run";

/** The tokens that a person gives to the pipelines. */
export interface Tokens {
  readonly plan: Secrets;
  readonly apply: Secrets;
}

/** The variables that name the certificates which a cluster asks for; none if it does not. */
export function certificates({ tls }: Lab): Record<string, string> {
  return tls ? { ...tlsVariables("NOMAD", tls.nomad), ...tlsVariables("CONSUL", tls.consul) } : {};
}

/** A cluster in which the roles of the pipelines are set up by the program that users would write. */
export class CiCluster {
  private readonly project: Project;

  constructor(private readonly lab: Lab) {
    this.project = new Project("__tests__/lab/ci/access-program.ts", labVariables(lab));
  }

  /** Makes the namespace and the roles, and a token of each. */
  async setUp(): Promise<Tokens> {
    const planned = await this.project.cdknomad("plan");
    const applied = await this.project.cdknomad("apply");
    if (planned.code !== 2 || applied.code !== 0) {
      throw new Error(`the roles cannot be set up:\n${planned.output}\n${applied.output}`);
    }
    return { plan: await this.tokens("ci-plan"), apply: await this.tokens("ci-apply") };
  }

  /** Asks Nomad with a management token, or another. */
  async nomad(method: string, path: string, body?: unknown, token = this.lab.nomadToken()): Promise<Response> {
    return fetch(`${this.lab.nomadAddr}/v1/${path}`, {
      method,
      headers: { "X-Nomad-Token": token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Asks Consul with a management token, or another. */
  async consul(method: string, path: string, body?: unknown, token = this.lab.consulToken()): Promise<Response> {
    return fetch(`${this.lab.consulAddr}/v1/${path}`, {
      method,
      headers: { "X-Consul-Token": token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** A job as it stands on the server; nothing where there is none. */
  async job(id: string): Promise<Wire | undefined> {
    const response = await this.nomad("GET", `job/${id}?namespace=${namespace}`);
    return response.ok ? response.json() : undefined;
  }

  /** Changes a job through the API of Nomad, as a user without Terraform does. */
  async changeJob(id: string, change: (job: Wire) => void): Promise<void> {
    const job = await this.job(id);
    change(job);
    const response = await this.nomad("POST", `jobs?namespace=${namespace}`, { Job: job });
    if (!response.ok) {
      throw new Error(`the job cannot be changed: ${await response.text()}`);
    }
  }

  /** Takes all of it away, so that the lab is as it was. */
  async takeDown(): Promise<void> {
    const jobs = (await (await this.nomad("GET", `jobs?namespace=${namespace}`)).json()) as { readonly ID: string }[];
    for (const { ID } of jobs) {
      await this.nomad("DELETE", `job/${ID}?namespace=${namespace}&purge=true`);
    }
    await this.project.cdktf("destroy", "*", "--auto-approve");
    await this.consul("DELETE", `kv/${stateKeyPrefix.split("/")[0]}/?recurse=true`);
    await this.deleteTokens();
    this.project.remove();
  }

  private async tokens(role: string): Promise<Secrets> {
    const nomad = await (
      await this.nomad("POST", "acl/token", { Name: role, Type: "client", Roles: [{ Name: role }] })
    ).json();
    const consul = await (await this.consul("PUT", "acl/token", { Description: role, Roles: [{ Name: role }] })).json();
    return { nomad: (nomad as Wire).SecretID, consul: (consul as Wire).SecretID };
  }

  private async deleteTokens(): Promise<void> {
    const nomad = (await (await this.nomad("GET", "acl/tokens")).json()) as Wire[];
    for (const { Name, AccessorID } of nomad.filter(({ Name }) => Name.startsWith("ci-"))) {
      await this.nomad("DELETE", `acl/token/${AccessorID}`, { Name });
    }
    const consul = (await (await this.consul("GET", "acl/tokens")).json()) as Wire[];
    for (const { AccessorID } of consul.filter(({ Description }) => Description.startsWith("ci-"))) {
      await this.consul("DELETE", `acl/token/${AccessorID}`);
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of another program's API
export type Wire = any;
