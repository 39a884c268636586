// Run by npm after an install: puts this repository's own commands beside those of its dependencies, so that
// `npx cdknomad` and `npx cdktf` start at once (npx installs a root package's own commands into a cache first).
const fs = require("node:fs");
const path = require("node:path");

const binaries = path.join(__dirname, "..", "node_modules", ".bin");
if (fs.existsSync(binaries)) {
  for (const name of ["cdknomad", "cdktf"]) {
    const link = path.join(binaries, name);
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.join("..", "..", "bin", name), link);
  }
}
