import { createSocket } from "node:dgram";

/**
 * Asks a name server for the addresses of a name, every so many milliseconds until its input ends, and writes a line for
 * each question: when it was asked and, when it was answered in time, when that was. It waits for no answer before the next,
 * and asks once only: what is measured is the server, not the patience of the one who asks. (Node's own resolver would answer
 * from a cache.)
 *
 *     ask SERVER NAME INTERVAL TIMEOUT
 */
const [server = "", name = "", interval = "50", timeout = "1000"] = process.argv.slice(2);

let id = 0;

/** A query for the A records of the name. */
function query(): Buffer {
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
  if (code !== 0) return `rcode ${code}`;
  return answer.readUInt16BE(6) === 0 ? "no address" : undefined;
}

function ask(): void {
  const asked = Date.now();
  const socket = createSocket("udp4");
  const end = (outcome: object) => {
    clearTimeout(patience);
    socket.close();
    console.log(JSON.stringify({ asked, ...outcome }));
  };
  const patience = setTimeout(() => end({ failed: "no answer" }), Number(timeout));
  socket.once("error", (error: NodeJS.ErrnoException) => end({ failed: error.code }));
  socket.once("message", (answer) => {
    const failed = fault(answer);
    end(failed ? { failed } : { answered: Date.now() });
  });
  // connected, so that an answer from another address is not taken and a refusal is noticed
  socket.connect(53, server, () => socket.send(query()));
}

const timer = setInterval(ask, Number(interval));

// A signal would end nsenter only, which started this. The questions that are on their way are waited for.
process.stdin.once("end", () => clearInterval(timer)).resume();
