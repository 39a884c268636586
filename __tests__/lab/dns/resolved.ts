import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** Has port 53 on all addresses, as a name server of the distribution may, until its input ends. It says when it has it. */
const udp = createSocket("udp4").bind(53, () => {
  const tcp = createServer().listen(53, "0.0.0.0", () => console.log(JSON.stringify({ listening: true })));
  process.stdin
    .once("end", () => {
      udp.close();
      tcp.close();
    })
    .resume();
});
