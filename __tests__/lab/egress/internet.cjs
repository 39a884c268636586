// Plays the internet in a network namespace of its own: a web server on all addresses, and a name server that knows one name. A line
// says when both answer.
const { createServer } = require("node:http");
const { createSocket } = require("node:dgram");

const [nameServer, name, address] = process.argv.slice(2);

const web = createServer((request, response) => response.end(`${request.socket.localAddress} has ${request.url}\n`));

// a reply to any question: the question itself, and the one A record for the one name
const dns = createSocket("udp4").on("message", (query, { port, address: client }) => {
  let end = 12;
  const labels = [];
  while (query[end] !== 0) {
    labels.push(query.toString("latin1", end + 1, end + 1 + query[end]));
    end += query[end] + 1;
  }
  const question = query.subarray(12, end + 5);
  const isA = labels.join(".").toLowerCase() === name && query.readUInt16BE(end + 1) === 1;
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(isA ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)]);
  dns.send(Buffer.concat([header, question, ...(isA ? [record] : [])]), port, client);
});

web.listen(80, "0.0.0.0", () => dns.bind(53, nameServer, () => console.log("ready")));
