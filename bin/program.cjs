const fs = require("node:fs");
const path = require("node:path");

/** Returns Node's arguments for a program of `cli/`: in a clone it is TypeScript, in the package JavaScript. */
module.exports = function program(name) {
  const source = path.join(__dirname, "..", "cli", `${name}.ts`);
  return fs.existsSync(source)
    ? ["--require", path.join(__dirname, "typescript.cjs"), source]
    : [source.replace(/ts$/, "js")];
};
