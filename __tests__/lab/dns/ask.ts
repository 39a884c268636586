import { ask } from "./question";

/**
 * Asks a name server for the addresses of a name, every so many milliseconds until its input ends, and writes a line for
 * each question. It waits for no answer before the next.
 *
 *     ask SERVER NAME INTERVAL TIMEOUT
 */
const [server = "", name = "", interval = "50", timeout = "1000"] = process.argv.slice(2);

const timer = setInterval(
  () => void ask(server, name, Number(timeout)).then((outcome) => console.log(JSON.stringify(outcome))),
  Number(interval),
);

// A signal would end nsenter only, which started this. The questions that are on their way are waited for.
process.stdin.once("end", () => clearInterval(timer)).resume();
// who reads this may be gone without a word
process.stdout.on("error", () => process.exit());
