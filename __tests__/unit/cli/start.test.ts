import { spawnSync } from "node:child_process";
import path from "node:path";

const repository = path.join(__dirname, "..", "..", "..");

describe("the start of a command", () => {
  it.each(["plan", "apply", "doctor"])("does not load cdktf for %s, which would add a third to it", (command) => {
    const script = `
      process.argv.push("cdknomad", ${JSON.stringify(command)}, "--help");
      process.on("exit", () => {
        const loaded = Object.keys(require.cache);
        const packages = new Set(loaded.flatMap((file) => /node_modules\\/(cdktf|commander)\\//.exec(file)?.[1] ?? []));
        console.log("loaded: " + [...packages].sort().join(" "));
      });
      require("./bin/cdknomad");`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: repository, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^loaded: commander$/m);
  });
});
