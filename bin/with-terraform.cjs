// cdktf starts `terraform` and fails in the middle if it does not exist. This sets the program that cdknomad uses, which a
// separate process finds or builds, so that cdktf itself is loaded as usual.
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const program = require("./program.cjs");

const USING = ["diff", "plan", "deploy", "apply", "destroy", "output"];

/** Sets TERRAFORM_BINARY_NAME for a command that needs it, and ends this process if nothing can be found or built. */
module.exports = function withTerraform([command]) {
  const { TERRAFORM_BINARY_NAME, PATH = "" } = process.env;
  const there = PATH.split(path.delimiter).some((folder) => fs.existsSync(path.join(folder || ".", "terraform")));
  if (TERRAFORM_BINARY_NAME || there || !USING.includes(command)) {
    return;
  }
  const { status, stdout } = spawnSync(process.execPath, program("print-terraform"), {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) {
    process.exit(status ?? 130);
  }
  process.env.TERRAFORM_BINARY_NAME = stdout.toString();
};
