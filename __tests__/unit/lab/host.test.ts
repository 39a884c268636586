import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { retry } from "../../../clients";
import { startTime } from "../../../lab/process";
import { lackingCapabilities } from "../../../lab/rights";
import { readSecretFile, writeSecretFile } from "../../../lab/secret-file";

describe("the rights for a lab", () => {
  it("exist for root and are missing for an ordinary user", () => {
    expect(lackingCapabilities("CapEff:\t000001ffffffffff\n")).toEqual([]);
    expect(lackingCapabilities("CapEff:\t0000000000000000\n")).toEqual([
      "CAP_NET_ADMIN",
      "CAP_SYS_CHROOT",
      "CAP_SYS_ADMIN",
    ]);
  });

  it("are missing for root in a container that is not privileged", () => {
    expect(lackingCapabilities("CapEff:\t00000000a80425fb\n")).toEqual(["CAP_NET_ADMIN", "CAP_SYS_ADMIN"]);
  });
});

describe("a secret file", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), "secret-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("can be read by its owner only", () => {
    const file = path.join(dir, "token");
    writeSecretFile(file, "s\n");
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(readSecretFile(file)).toBe("s");
  });

  it("is never overwritten", () => {
    const file = path.join(dir, "token");
    writeSecretFile(file, "first\n");
    expect(() => writeSecretFile(file, "second\n")).toThrow("EEXIST");
    expect(readSecretFile(file)).toBe("first");
  });
});

describe("a process", () => {
  it("has a start time as long as it lives", () => {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ");
    expect(startTime(process.pid)).toBe(Number(fields?.[19]));
    // larger than the kernel's largest pid
    expect(startTime(2 ** 22 + 1)).toBeUndefined();
  });
});

describe("waiting for a server", () => {
  it("continues until the server answers", async () => {
    let tries = 0;
    const answer = await retry({ what: "it", limit: 60_000 }, async () => {
      if (++tries < 3) {
        throw new Error("not yet");
      }
      return "here";
    });
    expect([answer, tries]).toEqual(["here", 3]);
  });

  it("fails with the last reason when time is up", async () => {
    const failing = () => Promise.reject(new Error("connection refused"));
    await expect(retry({ what: "Nomad's nodes", limit: -1 }, failing)).rejects.toThrow(
      "Nomad's nodes: not within -0.001 s; last error: connection refused",
    );
  });

  it("fails at once if the server cannot start anymore", async () => {
    const failing = () => Promise.reject(new Error("connection refused"));
    const patience = { limit: 60_000, hopeless: () => "the lab ended" };
    await expect(retry({ what: "Nomad's nodes", ...patience }, failing)).rejects.toThrow(
      "Nomad's nodes: the lab ended",
    );
  });

  it("fails at once when it is aborted, even while a server holds the request", async () => {
    const stop = new AbortController();
    const waiting = retry({ what: "Nomad's nodes", limit: 60_000, signal: stop.signal }, () => new Promise(() => {}));
    stop.abort();
    await expect(waiting).rejects.toThrow("Nomad's nodes: interrupted");
  });
});
