// Before cdktf reads or writes anything, a process of its own synthesizes and checks the cluster, so that cdktf itself is loaded as usual.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const program = require("./program.cjs");

const SKIP = "--skip-doctor";

/** Commands of cdktf that ask the cluster. */
const ASKING = ["diff", "plan", "deploy", "apply", "destroy"];

// Options with which the project is another one than that of cdktf.json, or nothing is sent to the cluster.
const NOT_OURS = ["-a", "--app", "-o", "--output", "-h", "--help", "--hcl", "--check-code-maker-output"];

/**
 * Synthesizes and checks the cluster if the command needs it, and ends this process if something is wrong. A program that fails prints
 * its error once. cdktf itself would print it twice.
 *
 * @returns the arguments for cdktf: without ours, and with --skip-synth, because the program was just synthesized
 */
module.exports = function doctorFirst(args) {
  const rest = args.filter((word) => word !== SKIP);
  const skip = rest.length < args.length || process.env.CDKNOMAD_SKIP_DOCTOR === "1";
  const isSynthesis = rest[0] === "synth" || rest[0] === "synthesize";
  const isOurs = (isSynthesis || ASKING.includes(rest[0])) && fs.existsSync("cdktf.json");
  if (!isOurs || rest.some((word) => NOT_OURS.includes(word.split("=")[0]))) {
    return rest;
  }
  const typed = [isSynthesis ? "synth" : rest[0], ...rest.slice(1), ...(skip ? [SKIP] : [])];
  const { status } = spawnSync(process.execPath, [...program("doctor-first"), ...typed], { stdio: "inherit" });
  if (status !== 0 || isSynthesis) {
    process.exit(status ?? 130);
  }
  return rest.includes("--skip-synth") ? rest : [...rest, "--skip-synth"];
};

// `cdknomad up` runs the step alone.
if (require.main === module) {
  module.exports(process.argv.slice(2));
}
