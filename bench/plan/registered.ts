import { readFileSync } from "node:fs";
import path from "node:path";
import { tenAtATime } from "./in-turn";
import type { Server } from "./server-cost";

type Settings = Readonly<Record<string, unknown>> & { readonly jobspec: string };

/**
 * Registers the jobs of a stack over HTTP: it takes the place of an apply that would take longer than all else.
 *
 * @param stack the folder of the stack in `cdktf.out`
 * @throws Error when Nomad refuses a job
 */
export async function registerAll(stack: string, { address, token }: Server): Promise<void> {
  await tenAtATime(jobsOf(stack), async ([, { jobspec }]) => {
    const response = await fetch(`${address}/v1/jobs`, {
      method: "POST",
      headers: { "X-Nomad-Token": token },
      body: JSON.stringify({ Job: JSON.parse(jobspec) }),
    });
    const answer = await response.text();
    if (!response.ok) {
      throw new Error(`nomad answered ${response.status} to a job: ${answer}`);
    }
  });
}

/** A state that does no more than name the jobs of a stack: a refresh of it takes them in, as after an import. */
export function namingState(stack: string): object {
  const resources = jobsOf(stack).map(([name, { depends_on, lifecycle, ...settings }]) => ({
    mode: "managed",
    type: "nomad_job",
    name,
    provider: 'provider["terraform.local/cdknomad/nomad"]',
    instances: [
      { schema_version: 0, attributes: { ...settings, ...identityOf(settings.jobspec) }, sensitive_attributes: [] },
    ],
  }));
  return { version: 4, serial: 1, lineage: "7d0a1d4e-0000-4000-8000-000000000001", outputs: {}, resources };
}

interface State {
  serial: number;
  readonly resources: readonly {
    readonly name: string;
    readonly instances: readonly { readonly attributes: { jobspec: string } }[];
  }[];
}

/** Puts the program's own text where an import has its own, so that the state is the one that an apply leaves. */
export function withTextsOf(stack: string, state: State): State {
  const texts = new Map(jobsOf(stack).map(([name, { jobspec }]) => [name, jobspec]));
  for (const { name, instances } of state.resources) {
    for (const { attributes } of instances) {
      attributes.jobspec = texts.get(name) ?? attributes.jobspec;
    }
  }
  return { ...state, serial: state.serial + 1 };
}

function jobsOf(stack: string): [string, Settings][] {
  const { resource } = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8"));
  return Object.entries(resource.nomad_job as Record<string, Settings>);
}

function identityOf(jobspec: string): { readonly id: string; readonly namespace: string } {
  const { ID, Namespace = "default" } = JSON.parse(jobspec) as { readonly ID: string; readonly Namespace?: string };
  return { id: ID, namespace: Namespace };
}
