// Before cdktf writes anything, what the nodes lack is said: by a process of its own, so that cdktf itself is loaded as ever.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const SKIP = "--skip-doctor";

// Options at which the project is another one than that of cdktf.json, or at which nothing is deployed.
const NOT_OURS = ["-a", "--app", "-o", "--output", "-h", "--help"];

/**
 * Looks at the nodes if the arguments are those of a deployment, and ends this process if something is wrong.
 *
 * @returns the arguments for cdktf: without ours, and told to use what was just synthesized
 */
module.exports = function doctorFirst(args) {
  const rest = args.filter((word) => word !== SKIP);
  const skip = rest.length < args.length || process.env.CDKNOMAD_SKIP_DOCTOR === "1";
  const deploys = ["deploy", "apply"].includes(rest[0]) && fs.existsSync("cdktf.json");
  if (!deploys || skip || rest.some((word) => NOT_OURS.includes(word.split("=")[0]))) {
    return rest;
  }
  const source = path.join(__dirname, "..", "cli", "doctor-first.ts");
  // In a clone it is TypeScript, in the package JavaScript.
  const program = fs.existsSync(source)
    ? ["--require", require.resolve("tsx/cjs"), source]
    : [source.replace(/ts$/, "js")];
  const { status } = spawnSync(process.execPath, [...program, ...rest.slice(1)], { stdio: "inherit" });
  if (status !== 0) {
    process.exit(status ?? 130);
  }
  return rest.includes("--skip-synth") ? rest : [...rest, "--skip-synth"];
};
