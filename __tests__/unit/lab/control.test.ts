import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { actOnHost, hostStates } from "../../../lab/control";

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

let folder: string;
let child: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "control-"));
  child = spawn(process.execPath, ["-e", supervisor], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout as NonNullable<typeof child.stdout>, "data");
});
afterAll(async () => {
  child.kill();
  await once(child, "exit");
  rmSync(folder, { recursive: true });
});

describe("the supervisor of a lab", () => {
  it("answers through the socket in its folder", async () => {
    expect(await hostStates(child.pid as number)).toEqual([{ name: "n1", pid: 7, partitioned: false }]);
  });

  it("refuses an action with its reason and a code", async () => {
    await expect(actOnHost(child.pid as number, "n1", "partition")).rejects.toThrow(
      /^n1 is stopped \(lab-action-failed\)$/,
    );
  });

  it("is reported with a code if it does not answer", async () => {
    await expect(hostStates(2 ** 22 + 1)).rejects.toThrow(
      /^the lab's supervisor does not answer: .*ENOENT.*; start the lab again \(lab-action-failed\)$/,
    );
  });
});
