import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { labPaths } from "../../../lab/paths";
import { startTime } from "../../../lab/process";
import { writeRecord } from "../../../lab/record";
import { addLabUser, hasLabUsers, keepLab, takeDownWhenUnused } from "../../../lab/users";

const name = "used";
const before = process.env.XDG_STATE_HOME;
const children: ChildProcess[] = [];
let folder: string;

/** Starts a process that only waits, in place of a test run or of a lab's supervisor. */
function waiting(): number {
  const child = spawn("sleep", ["60"], { stdio: "ignore" });
  children.push(child);
  return child.pid ?? 0;
}

async function end(pid: number): Promise<void> {
  const child = children.find((one) => one.pid === pid);
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

/** Writes the record of a lab whose supervisor only waits. */
function lab(): number {
  const pid = waiting();
  const host = { name: "n1", address: "10.0.10.11" };
  const addresses = { nomadAddr: "http://127.0.0.1:1", consulAddr: "http://127.0.0.1:2", registryAddr: "localhost:3" };
  mkdirSync(labPaths(name).dir, { recursive: true });
  const supervisor = { pid, startTime: startTime(pid) ?? 0, program: "supervisor" };
  writeRecord({ name, ...addresses, tls: false, nodes: [host], client: host, supervisor, ready: true });
  return pid;
}

const later = (milliseconds: number) => new Promise<"later">((resolve) => setTimeout(resolve, milliseconds, "later"));
const isThere = () => existsSync(labPaths(name).record);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cdknomad-users-"));
  process.env.XDG_STATE_HOME = folder;
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(({ pid = 0 }) => end(pid)));
  process.env.XDG_STATE_HOME = before;
  if (before === undefined) {
    delete process.env.XDG_STATE_HOME;
  }
  rmSync(folder, { recursive: true });
});

it("counts a user for as long as its process runs", async () => {
  expect(hasLabUsers(name)).toBe(false);
  const user = waiting();
  addLabUser(name, user);
  expect(hasLabUsers(name)).toBe(true);
  await end(user);
  expect(hasLabUsers(name)).toBe(false);
});

it("removes the lab when the last of its users has ended, however it ended", async () => {
  const supervisor = lab();
  const [one, other] = [waiting(), waiting()];
  addLabUser(name, one);
  addLabUser(name, other);
  const down = takeDownWhenUnused(name, supervisor);
  await end(one);
  expect(await Promise.race([down, later(1_200)])).toBe("later");
  expect(isThere()).toBe(true);
  await end(other);
  await down;
  expect(isThere()).toBe(false);
});

it("leaves a lab that is kept", async () => {
  const supervisor = lab();
  keepLab(name);
  await takeDownWhenUnused(name, supervisor);
  expect(isThere()).toBe(true);
});

it("leaves another lab with the same name", async () => {
  const supervisor = lab();
  await takeDownWhenUnused(name, supervisor + 1);
  expect(isThere()).toBe(true);
});
