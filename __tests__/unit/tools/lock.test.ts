import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withLock } from "../../../tools/lock";

describe("a lock", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "lock-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("admits one process at a time and reports the wait to the other", async () => {
    const file = path.join(dir, "one");
    const events: string[] = [];
    let letGo = () => {};
    const first = withLock(
      file,
      () => {},
      async () => {
        events.push("first in");
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        events.push("first out");
      },
    );
    while (events.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const reported = () => {
      events.push("second waits");
      letGo();
    };
    await Promise.all([first, withLock(file, reported, async () => void events.push("second in"))]);
    expect(events).toEqual(["first in", "second waits", "first out", "second in"]);
  });

  it("is free again when its holder was killed", async () => {
    const file = path.join(dir, "killed");
    const lock = JSON.stringify(path.join(__dirname, "../../../tools/lock"));
    const script = `require(${lock}).withLock(${JSON.stringify(file)}, () => {}, () => { console.log("in"); return new Promise(() => setInterval(() => {}, 1000)); })`;
    const holder = spawn(process.execPath, ["--require", "tsx/cjs", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    holder.kill("SIGKILL");
    expect(
      await withLock(
        file,
        () => {},
        async () => "in",
      ),
    ).toBe("in");
  });

  it("is free again when the work failed", async () => {
    const file = path.join(dir, "failed");
    const failing = withLock(
      file,
      () => {},
      () => Promise.reject(new Error("work")),
    );
    await expect(failing).rejects.toThrow("work");
    expect(
      await withLock(
        file,
        () => {},
        async () => "in",
      ),
    ).toBe("in");
  });

  it("does not stop the work on a machine without flock, such as macOS", async () => {
    const { PATH } = process.env;
    process.env.PATH = dir;
    try {
      const file = path.join(dir, "none");
      const notWaiting = () => {
        throw new Error("no other process has the lock");
      };
      expect(await withLock(file, notWaiting, async () => "in")).toBe("in");
    } finally {
      process.env.PATH = PATH;
    }
  });
});
