/**
 * Loaded into a process before its program: kills it with SIGKILL right before the step that KILL_AT numbers, a step
 * being each change to a file below XDG_STATE_HOME, and each request that is to change a server: before it is sent,
 * when it is sent, and when the answer comes.
 */
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";

const target = Number(process.env.KILL_AT);
const folder = String(process.env.XDG_STATE_HOME);
const descriptors = new Set<number>();
let steps = 0;

function step(name: string): void {
  steps += 1;
  if (steps === target) {
    fs.writeFileSync(2, `killed before: ${name}\n`);
    process.kill(process.pid, "SIGKILL");
  }
}

const mine = (path: unknown): path is string => typeof path === "string" && path.startsWith(folder);
const short = (path: string) => path.slice(path.lastIndexOf("/") + 1);

const { openSync, writeSync, fsyncSync, closeSync, renameSync, rmSync, mkdirSync } = fs;
Object.assign(fs, {
  openSync: (path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode) => {
    if (mine(path) && flags !== "r") {
      step(`open ${short(path)}`);
    }
    const descriptor = openSync(path, flags, mode);
    if (mine(path)) {
      descriptors.add(descriptor);
    }
    return descriptor;
  },
  writeSync: (descriptor: number, text: string) => {
    if (descriptors.has(descriptor)) {
      step("write");
    }
    return writeSync(descriptor, text);
  },
  fsyncSync: (descriptor: number) => {
    if (descriptors.has(descriptor)) {
      step("fsync");
    }
    fsyncSync(descriptor);
  },
  closeSync: (descriptor: number) => {
    descriptors.delete(descriptor);
    closeSync(descriptor);
  },
  renameSync: (from: fs.PathLike, to: fs.PathLike) => {
    if (mine(to)) {
      step(`rename to ${short(to)}`);
    }
    renameSync(from, to);
  },
  rmSync: (path: fs.PathLike, options?: fs.RmOptions) => {
    if (mine(path)) {
      step(`remove ${short(path)}`);
    }
    rmSync(path, options);
  },
  mkdirSync: (path: fs.PathLike, options?: fs.MakeDirectoryOptions) => {
    if (mine(path)) {
      step(`make ${short(path)}`);
    }
    return mkdirSync(path, options);
  },
});

// undici reports each step of a request on channels of its own.
for (const [channel, name] of [
  ["undici:request:create", "send to"],
  ["undici:client:sendHeaders", "wait for"],
  ["undici:request:headers", "read the answer of"],
] as const) {
  subscribe(channel, (message) => {
    const { method, origin } = (message as { request: { method: string; origin: string | URL } }).request;
    if (method === "PUT") {
      step(`${name} ${new URL(origin).host}`);
    }
  });
}
