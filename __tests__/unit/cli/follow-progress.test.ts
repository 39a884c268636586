import { spawnSync } from "node:child_process";
import path from "node:path";

const follower = path.join(__dirname, "..", "..", "..", "bin", "follow-progress.cjs");

/** Runs a process that follows its progress as `cdktf deploy` does, and writes these lines meanwhile. */
function printed(lines: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  const script = `
    require(${JSON.stringify(follower)})();
    const { appendFileSync } = require("node:fs");
    appendFileSync(process.env.CDKNOMAD_PROGRESS, ${JSON.stringify(lines.map((line) => `${line}\n`).join(""))});
    setTimeout(() => {}, 400);`;
  const { CDKNOMAD_PROGRESS: _, ...env } = process.env;
  return spawnSync(process.execPath, ["-e", script], { encoding: "utf8", env: { ...env, ...environment } }).stderr;
}

const cause = JSON.stringify({
  resource: "lab/web",
  event: "cause",
  message: "exited with code 1\n  stderr: \x1b[2Jgone",
});

describe("cdktf deploy", () => {
  it("prints what blocks a job, each cause once, with its control characters escaped", () => {
    const done = JSON.stringify({ resource: "lab/web", event: "done", message: "runs as specified" });
    expect(printed([cause, '{"resource":"lab/web","mess', cause, done])).toBe(
      "lab/web  ! exited with code 1\n      stderr: \\x1b[2Jgone\n",
    );
  });

  it("leaves that to the command that started it and reads the progress itself", () => {
    expect(printed([cause], { CDKNOMAD_PROGRESS: "/dev/null" })).toBe("");
  });
});
