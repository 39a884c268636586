import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { actOnHost, hostStates } from "../../../lab/control";
import { labPaths } from "../../../lab/paths";

/** A program that answers as the supervisor of a lab does, on a socket in its folder. */
const supervisor = `
const server = require("node:http").createServer((request, response) => {
  if (request.method === "GET") {
    response.end('[{ "name": "n1", "pid": 7, "partitioned": false }]');
  } else {
    response.writeHead(409);
    response.end('{ "error": "n1 is stopped" }');
  }
});
server.listen("control.sock", () => console.log("listening"));`;

/** A lab, and one whose socket has a longer path than the kernel takes. */
const labs = { short: "short", long: "l".repeat(32) };
const state = process.env.XDG_STATE_HOME;
let folder: string;
const children: ChildProcess[] = [];

async function startSupervisor(name: string, home: string): Promise<void> {
  process.env.XDG_STATE_HOME = home;
  const { dir } = labPaths(name);
  mkdirSync(dir, { recursive: true });
  const child = spawn(process.execPath, ["-e", supervisor], { cwd: dir, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout as NonNullable<typeof child.stdout>, "data");
}

// Node starts slowly on a busy machine.
jest.setTimeout(60_000);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "control-"));
  await startSupervisor(labs.short, folder);
  await startSupervisor(labs.long, path.join(folder, "d".repeat(100)));
});
beforeEach(() => {
  process.env.XDG_STATE_HOME = folder;
});
afterAll(async () => {
  for (const child of children) {
    child.kill();
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true });
  process.env.XDG_STATE_HOME = state;
  if (state === undefined) {
    delete process.env.XDG_STATE_HOME;
  }
});

describe("the supervisor of a lab", () => {
  it("answers through the socket in its folder", async () => {
    expect(await hostStates(labs.short)).toEqual([{ name: "n1", pid: 7, partitioned: false }]);
  });

  it("answers if the path of its socket is longer than the kernel takes", async () => {
    process.env.XDG_STATE_HOME = path.join(folder, "d".repeat(100));
    expect(path.join(labPaths(labs.long).dir, "control.sock").length).toBeGreaterThan(107);
    expect(await hostStates(labs.long)).toEqual([{ name: "n1", pid: 7, partitioned: false }]);
  });

  it("refuses an action with its reason and a code", async () => {
    await expect(actOnHost(labs.short, "n1", "partition")).rejects.toThrow(/^n1 is stopped \(lab-action-failed\)$/);
  });

  it("is reported with a code if it does not answer", async () => {
    await expect(hostStates("other")).rejects.toThrow(
      /^the lab's supervisor does not answer: .*ENOENT.*; start the lab again \(lab-action-failed\)$/,
    );
  });
});
