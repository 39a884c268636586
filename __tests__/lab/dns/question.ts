import { createSocket } from "node:dgram";

/** What became of one question; times in milliseconds since 1970. */
export interface Outcome {
  readonly asked: number;
  readonly answered?: number;
  /** Why there was no answer. */
  readonly failed?: string;
  /** Whether it was asked a second time, because the first got no answer. */
  readonly repeated?: boolean;
}

const NO_ANSWER = "no answer";

/** How many milliseconds a program on Linux waits for a name server, by default, before it asks a second and last time. */
const RESOLVER_TIMEOUT = 5_000;

let id = 0;

/**
 * Asks a name server as a program on Linux does: once more when nothing came back, not when the answer was wrong.
 *
 * @see https://man7.org/linux/man-pages/man5/resolv.conf.5.html `timeout` and `attempts`
 */
export async function resolve(server: string, name: string): Promise<Outcome> {
  const first = await ask(server, name, RESOLVER_TIMEOUT);
  if (first.failed !== NO_ANSWER) {
    return first;
  }
  return { ...(await ask(server, name, RESOLVER_TIMEOUT)), asked: first.asked, repeated: true };
}

/**
 * Asks a name server once, over UDP, for the addresses of a name. Node's own resolver would answer from a cache and ask
 * again; what is measured is the server.
 *
 * @param patience how many milliseconds it may take
 */
export function ask(server: string, name: string, patience: number): Promise<Outcome> {
  const asked = Date.now();
  const socket = createSocket("udp4");
  return new Promise((resolve) => {
    const end = (outcome: object) => {
      clearTimeout(timer);
      socket.close();
      resolve({ asked, ...outcome });
    };
    const timer = setTimeout(() => end({ failed: NO_ANSWER }), patience);
    socket.once("error", (error: NodeJS.ErrnoException) => end({ failed: error.code }));
    socket.once("message", (answer) => {
      const failed = fault(answer);
      end(failed ? { failed } : { answered: Date.now() });
    });
    // connected, so that an answer from another address is not taken and a refusal is noticed
    socket.connect(53, server, () => socket.send(query(name)));
  });
}

/** A query for the A records of the name. */
function query(name: string): Buffer {
  id = (id + 1) % 65_536;
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(0x0100, 2); // recursion desired, as a stub resolver says
  header.writeUInt16BE(1, 4); // one question
  const labels = name.split(".").flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1])]);
}

/** Says what is wrong with an answer; one without any address is what CoreDNS gives when it cannot ask Nomad. */
function fault(answer: Buffer): string | undefined {
  const code = answer.readUInt16BE(2) & 0xf;
  if (code !== 0) {
    return `rcode ${code}`;
  }
  return answer.readUInt16BE(6) === 0 ? "no address" : undefined;
}
