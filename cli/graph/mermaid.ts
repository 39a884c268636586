import type { Holder, JobBox, Picture, PolicyBox } from "./picture";
import { aboutJob, aboutRule, aboutService, opened } from "./words";

/**
 * Returns the picture as a Mermaid flowchart, which GitHub and GitLab draw in Markdown.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaid(picture: Picture): string {
  const ids = new Ids();
  const names = picture.namespaces.map(({ name }) => name);
  const holders = new Map(
    picture.policies.flatMap(({ holders: all }) =>
      all.filter(({ kind }) => kind === "role" || kind === "token").map((holder) => [holderName(holder), holder]),
    ),
  );
  return `${[
    "flowchart LR",
    `subgraph ${ids.of("order of deployment")}["order of deployment"]`,
    ...picture.stacks.map(({ name, step }) => `  ${ids.of(`stack ${name}`)}["${step}. ${text(name)}"]`),
    "end",
    ...picture.zones.map(
      ({ domain, job }) => `${ids.of(`zone ${domain}`)}(["${text(domain)}<br/>resolved by ${text(job)}"])`,
    ),
    ...picture.policies.map((policy) => `${ids.of(policyName(policy))}{{"${policyText(policy)}"}}`),
    ...[...holders.keys()].map((name) => `${ids.of(name)}("${text(name)}")`),
    ...picture.namespaces.flatMap(({ name, isCreated, jobs }) => [
      `subgraph ${ids.of(`namespace ${name}`)}["${text(name)}${isCreated ? "" : ", existing"}"]`,
      ...jobs.map((job) => `  ${ids.of(`job ${name}/${job.id}`)}["${jobText(job)}"]`),
      "end",
    ]),
    ...picture.stacks.flatMap(({ name, after }) =>
      after.map((before) => `${ids.of(`stack ${before}`)} --> ${ids.of(`stack ${name}`)}`),
    ),
    ...picture.policies.flatMap((policy) => [
      ...policy.holders.map((holder) => `${ids.of(holderName(holder))} -. has .-> ${ids.of(policyName(policy))}`),
      ...opened(policy, names).map((name) => `${ids.of(policyName(policy))} --> ${ids.of(`namespace ${name}`)}`),
    ]),
    ...picture.zones.flatMap(({ domain, namespaces }) =>
      namespaces
        .filter((name) => names.includes(name))
        .map((name) => `${ids.of(`zone ${domain}`)} --> ${ids.of(`namespace ${name}`)}`),
    ),
  ].join("\n")}\n`;
}

/** Short ids, because Mermaid does not accept every name as an id. */
class Ids {
  private readonly known = new Map<string, string>();

  of(name: string): string {
    const id = this.known.get(name) ?? `n${this.known.size + 1}`;
    this.known.set(name, id);
    return id;
  }
}

function holderName({ kind, name }: Holder): string {
  return `${kind} ${name}`;
}

function policyName({ of, name }: PolicyBox): string {
  return `${of} policy ${name}`;
}

function policyText(policy: PolicyBox): string {
  return [text(policyName(policy)), ...policy.rules.map((rule) => text(aboutRule(rule)))].join("<br/>");
}

function jobText(job: JobBox): string {
  const services = job.services.flatMap((service) => [aboutService(service), ...service.dnsNames]);
  return [`<b>${text(job.id)}</b>`, text(aboutJob(job)), ...services.map(text)].join("<br/>");
}

/** Returns a name for a label; characters with a meaning in Mermaid become entities. */
function text(raw: string): string {
  return raw.replace(/[^A-Za-z0-9 .,:_/()-]/g, (character) => `#${character.codePointAt(0)};`);
}
