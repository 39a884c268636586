// `node relay.cjs PORT=SOCKET...` forwards connections from ports of the loopback interface to Unix sockets. A process can
// connect to a socket in the file system from every network namespace.
const net = require("node:net");

const listening = process.argv.slice(2).map((pair) => {
  const [port, socket] = pair.split("=");
  const server = net.createServer((near) => {
    const far = net.connect(socket);
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
  });
  return new Promise((resolve) => server.listen(Number(port), "127.0.0.1", resolve));
});
Promise.all(listening).then(() => console.log("listening"));
