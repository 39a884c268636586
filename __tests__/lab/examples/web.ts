import type { Lab } from "../../../lab";
import { nomad } from "../dns/cluster";

/** An instance of a service in Nomad's catalog. */
export interface Instance {
  readonly Address: string;
  readonly Port: number;
  readonly Tags: readonly string[];
}

/** The instances of a service of the namespace `default`. */
export function instances(lab: Lab, service: string): Promise<Instance[]> {
  return nomad(lab, "GET", `/v1/service/${service}`);
}

/** What an address answers to a machine outside the cluster: the status and the page, or `no answer`. */
export async function get(lab: Lab, url: string, ...options: readonly string[]): Promise<string> {
  const { code, stdout } = await lab.exec("client", [
    "curl",
    "-sS",
    "-m",
    "10",
    "-w",
    " (%{http_code})",
    ...options,
    url,
  ]);
  return code === 0 ? stdout.replace(/\s+/g, " ").trim() : "no answer";
}

/** What each instance of a service answers, with its tags, sorted. */
export async function pages(lab: Lab, service: string): Promise<string[]> {
  const found = await instances(lab, service);
  const answers = found.map(
    async ({ Address, Port, Tags }) => `${Tags.join(",")}: ${await get(lab, `http://${Address}:${Port}/`)}`,
  );
  return (await Promise.all(answers)).sort();
}
