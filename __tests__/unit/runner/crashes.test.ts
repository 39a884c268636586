import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labPaths } from "../../../lab/paths";
import { crashesIn, killedIn, logsOf } from "../../runner/crashes";

const state = mkdtempSync(path.join(tmpdir(), "cdknomad-crashes-"));
afterAll(() => rmSync(state, { recursive: true }));

it("finds processes that were killed", () => {
  const paths = labPaths("killed", { XDG_STATE_HOME: state });
  mkdirSync(paths.logDir, { recursive: true });
  const killed = "2026/11/29 14:00:00 nomad ended (killed), starting it again";
  writeFileSync(
    path.join(paths.logDir, "supervisor.log"),
    `${killed}\nconsul ended (exit code 1), starting it again\n`,
  );
  expect(killedIn(logsOf(paths))).toEqual([{ log: "log/supervisor.log", line: killed }]);
});

it("finds what a crashed server of a lab wrote last, with the lines before it", () => {
  const paths = labPaths("it", { XDG_STATE_HOME: state });
  expect(crashesIn(logsOf(paths))).toEqual([]);
  const folder = path.join(paths.hostDir("nomad-1"), "log");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "consul.log"), "agent started\nno panic: yet\n");
  writeFileSync(
    path.join(folder, "nomad.log"),
    "started\npanic: nil map\n\ngoroutine 1 [running]:\nmain.main()\nstarted again\n",
  );
  expect(crashesIn(logsOf(paths))).toEqual([
    {
      log: "hosts/nomad-1/log/nomad.log",
      lines: ["started", "panic: nil map", "", "goroutine 1 [running]:", "main.main()", "started again", ""],
    },
  ]);
});
