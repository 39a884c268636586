import { resolve } from "./question";

/**
 * Asks a name server for the addresses of a name, every so many milliseconds until its input ends, and writes a line for
 * each question. It waits for no answer before the next.
 *
 *     ask SERVER NAME INTERVAL
 */
const [server = "", name = "", interval = "50"] = process.argv.slice(2);

const timer = setInterval(
  () => void resolve(server, name).then((outcome) => console.log(JSON.stringify(outcome))),
  Number(interval),
);

// A signal would end nsenter only, which started this. The questions that are on their way are waited for.
process.stdin.once("end", () => clearInterval(timer)).resume();
// who reads this may be gone without a word
process.stdout.on("error", () => process.exit());
