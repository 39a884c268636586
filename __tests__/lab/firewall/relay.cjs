// `node relay.cjs PORT=SOCKET...`: whoever connects to a port of the loopback here gets to a socket of the file system, which
// no network namespace bounds.
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
