import { networkInterfaces } from "node:os";
import { ask } from "./question";

/**
 * Looks, ten times a second until its input ends, whether this machine has an address, and whether its name server answers;
 * a line for each look. It runs on a node.
 *
 *     look ADDRESS SERVER NAME
 */
const [address = "", server = "", name = ""] = process.argv.slice(2);

async function look(): Promise<void> {
  const holds = Object.values(networkInterfaces()).some((each) => each?.some((its) => its.address === address));
  const { asked, answered } = await ask(server, name, 1000);
  console.log(JSON.stringify({ at: asked, holds, answers: answered !== undefined }));
}

const timer = setInterval(() => void look(), 100);
process.stdin.once("end", () => clearInterval(timer)).resume();
// who reads this may be gone without a word
process.stdout.on("error", () => process.exit());
