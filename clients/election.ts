import answers from "../provider/internal/election/answers.json";
import type { Access, Product } from "./access";
import type { Answer, Method } from "./request";

/** Milliseconds that requests wait for the servers to elect a leader. The providers wait as long. */
export const ELECTION_PATIENCE = 30_000;

/** Milliseconds after which a wait is reported. */
const QUIET = 2_000;

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2_000;

/** Ends of answers to a request that no leader carried out. */
const UNTOUCHED = new RegExp(`(${answers.unsent.join("|")})$|${answers.unreached}`);

/** Ends of answers after which a write may or may not have been carried out. */
const UNCLEAR = new RegExp(`(${answers.uncommitted.join("|")})$|${answers.interrupted}`);

/** Paths that the agent answers by itself, or whose answer is that there is no leader. */
const WITHOUT_LEADER = /^\/v1\/(status|agent)\//;

/** When servers were first seen without a leader, by address. All requests of a process wait once. */
const since = new Map<string, number>();

/** Receives a line about each wait for a leader. */
type Listener = (line: string) => void;

let listener: Listener | undefined;

/** Reports waits for a leader to a function, such as one that prints them. */
export function reportElections(to: Listener | undefined): void {
  listener = to;
}

/** Whether an answer is that of servers without a leader. */
function isLeaderless({ status, text }: Answer): boolean {
  return status >= 500 && (UNTOUCHED.test(text) || UNCLEAR.test(text));
}

/**
 * Sends a request, and sends it again while the servers elect a leader. A write that may have been carried out is not sent again.
 *
 * @param patience milliseconds that all requests to the servers wait; 0 waits for nothing
 */
export async function awaitLeader(
  { product, access }: { readonly product: Product; readonly access: Access },
  { method, path, patience }: { readonly method: Method; readonly path: string; readonly patience: number },
  send: () => Promise<Answer>,
): Promise<Answer> {
  const { address } = access;
  const started = Date.now();
  let isReported = false;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const answer = await send();
    if (patience === 0 || WITHOUT_LEADER.test(path) || !isLeaderless(answer)) {
      if (answer.status >= 200 && answer.status < 500 && !WITHOUT_LEADER.test(path)) {
        since.delete(address);
      }
      return answer;
    }
    const first = since.get(address) ?? Date.now();
    since.set(address, first);
    const left = first + patience - Date.now();
    if (left <= 0 || (UNCLEAR.test(answer.text) && method !== "GET")) {
      return answer;
    }
    if (!isReported && Date.now() - started + pause >= QUIET) {
      isReported = true;
      listener?.(
        `${product} at ${address} has no leader (${answer.text}); waiting up to ${Math.ceil(left / 1000)} s for an election`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, left)));
  }
}

/** The message for an answer of servers without a leader; undefined for any other answer. */
export function explainLeaderless(
  product: Product,
  { address }: Access,
  method: Method,
  answer: Answer,
): string | undefined {
  if (!isLeaderless(answer)) {
    return undefined;
  }
  const command = product === "nomad" ? "nomad server members" : "consul operator raft list-peers -stale";
  const effect =
    UNCLEAR.test(answer.text) && method !== "GET"
      ? "lost its leader during a write, and whether it was carried out is not known"
      : "has no leader, and nothing can be read or written";
  return `${product} at ${address} ${effect} (${answer.text}); start as many of its servers as form a majority (${command} shows them), then run the command again`;
}
