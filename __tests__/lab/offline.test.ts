import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

jest.setTimeout(120_000);

const repository = path.join(__dirname, "..", "..");

/**
 * Runs a command in a network namespace in which every host that cdktf and Terraform report to accepts connections and
 * never answers.
 *
 * @returns how the command ended, and how many connections it made to those hosts
 */
function behindSilence(...command: readonly string[]): { code: number | null; connections: number } {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-offline-"));
  const log = path.join(folder, "connections");
  const checkpoint = readFileSync(require.resolve("@cdktf/commons/src/checkpoint.js"), "utf8");
  const host = /https:\/\/([^/]+)\//.exec(checkpoint)?.[1];
  writeFileSync(path.join(folder, "hosts"), `127.0.0.1 localhost ${host}\n`);
  writeFileSync(
    path.join(folder, "silence.js"),
    `require("net").createServer(() => require("fs").appendFileSync(${JSON.stringify(log)}, "x"))
       .listen(443, "127.0.0.1", () => require("fs").writeFileSync(${JSON.stringify(log)}, ""));`,
  );
  const script = `
    ip link set lo up
    mount --bind "$1/hosts" /etc/hosts
    node "$1/silence.js" & silence=$!
    trap 'kill $silence' EXIT
    while [ ! -e "$1/connections" ]; do sleep 0.05; done
    shift
    timeout --kill-after=2 25 "$@"`;
  const { CHECKPOINT_DISABLE: _, ...environment } = process.env;
  // The upstream command keeps a user id in its home.
  const env = { ...environment, CDKTF_HOME: folder };
  const { status } = spawnSync("unshare", ["--net", "--mount", "sh", "-c", script, "sh", folder, ...command], {
    cwd: repository,
    env,
    stdio: "ignore",
  });
  const connections = readFileSync(log, "utf8").length;
  rmSync(folder, { recursive: true });
  return { code: status, connections };
}

describe("cdktf typed by hand, where the host it reports to never answers", () => {
  const synth = ["synth", "--output", path.join(tmpdir(), `cdknomad-offline-${process.pid}`)];

  afterAll(() => rmSync(String(synth[2]), { recursive: true, force: true }));

  it("asks nobody", () => {
    const command = path.join(repository, "node_modules", ".bin", "cdktf");
    expect(behindSilence(command, ...synth)).toEqual({ code: 0, connections: 0 });
  });

  it("fails without this repository's own command, which shows that the test can fail", () => {
    const upstream = require.resolve("cdktf-cli/bundle/bin/cdktf");
    expect(behindSilence(process.execPath, upstream, ...synth).connections).toBeGreaterThan(0);
  });
});
