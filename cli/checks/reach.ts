import { certificateFindings } from "./certificates";
import { type Clock, clockOf } from "./clocks";
import { type Finding, problem } from "./finding";
import { type Access, type Answer, ask } from "./http";
import { isUnreachable, type Product, unreachable } from "./unreachable";

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
export async function reach(product: Product, access: Access): Promise<Reached> {
  const certificates = certificateFindings(product, access.tls ?? {}, Date.now());
  const { answer, asked } = await askForLeader(product, access, TRIES);
  const where = `${product} at ${access.address}`;
  if (isUnreachable(answer)) {
    const findings = [...certificates, problem(unreachable(product, access, answer))];
    return { findings, answers: false, clocks: [] };
  }
  const clocks = clockOf(where, answer, asked, Date.now());
  const leader = leaderFinding(where, answer);
  return { findings: [...certificates, ...leader], answers: leader.length === 0, clocks };
}

async function askForLeader(
  product: Product,
  access: Access,
  tries: number,
): Promise<{ answer: Answer; asked: number }> {
  const asked = Date.now();
  const header = product === "nomad" ? "X-Nomad-Token" : "X-Consul-Token";
  const answer = await ask({ ...access, token: "" }, header, "GET", "/v1/status/leader", undefined, PATIENCE);
  return tries > 1 && /^(ECONNRESET|EPIPE)$/.test(answer.code ?? "")
    ? askForLeader(product, access, tries - 1)
    : { answer, asked };
}

/** What is wrong with an answer to the question for the leader's address. */
function leaderFinding(where: string, { status, text }: Answer): Finding[] {
  if (status === 200 && /^"[^"]+"$/.test(text)) {
    return [];
  }
  return status === 200 || /no cluster leader|no path to region/i.test(text)
    ? [
        problem(
          `${where} has no leader, and nothing can be read or written; start as many of its servers as make a majority`,
        ),
      ]
    : [
        problem(
          `${where} answered ${status} to the question for its leader, which is not what it answers; correct its address, or what stands before it`,
        ),
      ];
}
