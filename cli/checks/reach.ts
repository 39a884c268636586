import { type Answer, type ApiClient, explainUnreachable, isUnreachable } from "../../clients";
import { certificateFindings } from "./certificates";
import { type Clock, clockOf } from "./clocks";
import { type Finding, problem } from "./finding";

/** A server as it was found. */
export interface Reached {
  readonly findings: readonly Finding[];
  /** Whether it answers, so that more can be asked. */
  readonly answers: boolean;
  /** Its clock, if it shows it. */
  readonly clocks: readonly Clock[];
}

/** How long a server may take for a question that costs it nothing, in milliseconds. */
const PATIENCE = 30_000;

/**
 * How often a connection that the server ends is tried: one that refuses a certificate says so and closes, and its word may
 * be lost to the closing.
 */
const TRIES = 3;

/** Whether a server answers and has a leader: a question that takes no token. */
export async function reach(client: ApiClient): Promise<Reached> {
  const { product, access } = client;
  const certificates = certificateFindings(product, access.tls ?? {}, Date.now());
  const { answer, asked } = await askForLeader(client, TRIES);
  const where = `${product} at ${access.address}`;
  if (isUnreachable(answer)) {
    const findings = [...certificates, problem("server-unreachable", explainUnreachable(product, access, answer))];
    return { findings, answers: false, clocks: [] };
  }
  const clocks = clockOf(where, answer, asked, Date.now());
  const leader = isRegionUnknown(answer) ? [await regionFinding(client, where)] : leaderFinding(where, answer);
  return { findings: [...certificates, ...leader], answers: leader.length === 0, clocks };
}

async function askForLeader(client: ApiClient, tries: number): Promise<{ answer: Answer; asked: number }> {
  const asked = Date.now();
  const answer = await client.send("GET", "/v1/status/leader", { token: "", timeout: PATIENCE });
  return tries > 1 && /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(answer.code ?? "")
    ? askForLeader(client, tries - 1)
    : { answer, asked };
}

/** Whether the servers of the address are not federated with the region of the request. */
function isRegionUnknown({ status, text }: Answer): boolean {
  return status === 500 && /no path to region/i.test(text);
}

/** Names the region that the servers do not know, and those that they know, which Nomad lists without a token. */
async function regionFinding(client: ApiClient, where: string): Promise<Finding> {
  const { status, text } = await client.send("GET", "/v1/regions", { token: "", timeout: PATIENCE });
  const known = status === 200 ? (JSON.parse(text) as readonly string[]).map((region) => `"${region}"`).join(", ") : "";
  return problem(
    "region-unknown",
    `${where} does not know the region "${client.access.region ?? ""}"${known && ` (known: ${known})`}; correct NOMAD_REGION or nomad.region of the settings, or leave them out for the region of the server`,
  );
}

/** What is wrong with an answer to the question for the leader's address. */
function leaderFinding(where: string, { status, text }: Answer): Finding[] {
  if (status === 200 && /^"[^"]+"$/.test(text)) {
    return [];
  }
  return status === 200 || /no cluster leader/i.test(text)
    ? [
        problem(
          "no-leader",
          `${where} has no leader, and nothing can be read or written; start as many of its servers as make a majority`,
        ),
      ]
    : [
        problem(
          "server-unreachable",
          `${where} answered ${status} to the question for its leader, which is not what it answers; correct its address, or what stands before it`,
        ),
      ];
}
