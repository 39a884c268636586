import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { cacheCommand } from "../../../cli/commands/cache";
import { confirm, type Terminal } from "../../../cli/confirm";
import { noteLabUse, pruneCache } from "../../../lab/cache";
import { cacheFolders, packageRoot } from "../../../tools/cache";
import { cacheEntries, entriesNamedIn } from "../../../tools/cache-entries";
import { planRemoval, removeEntries } from "../../../tools/cache-prune";
import { noteUse } from "../../../tools/cache-use";
import { buildLock } from "../../../tools/go-build";
import { withLock } from "../../../tools/lock";
import { pinnedFolders } from "../../../tools/pinned-programs";
import { silent } from "../../../tools/progress";
import { versions } from "../../../tools/versions";

jest.setTimeout(120_000);

const KEY = "0123456789abcdef";
const DAY = 86_400_000;
let dir: string;
let started: ChildProcess[];
let printed: string;
const keep = { ...process.env };

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "cache-"));
  started = [];
  printed = "";
  process.env.CDKNOMAD_CACHE = path.join(dir, "cache");
  process.env.XDG_STATE_HOME = path.join(dir, "state");
  delete process.env.CDKNOMAD_LAB_IMAGES;
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  jest.spyOn(process.stderr, "write").mockImplementation(() => true);
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const child of started) {
    child.kill("SIGKILL");
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(0),
    );
  }
  process.env = { ...keep };
  process.exitCode = undefined;
  rmSync(dir, { recursive: true });
});

function age(place: string, days: number): void {
  const then = new Date(Date.now() - days * DAY);
  utimesSync(place, then, then);
}

/** Plants a built program that was used last before so many days. */
function plant(name: string, key = KEY, days = 2, content = "program"): string {
  const folder = path.join(cacheFolders().tools, `${name}-${key}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), content);
  age(folder, days);
  return folder;
}

/** Plants a folder of packages or of built images. */
function plantFolder(kind: "packages" | "images", name = KEY, days = 2): string {
  const folder = path.join(cacheFolders()[kind], name);
  mkdirSync(path.join(folder, "usr"), { recursive: true });
  writeFileSync(path.join(folder, "usr", "file"), "content");
  age(folder, days);
  return folder;
}

/** Plants the notes of another installation. */
function plantInstallation(root: string, need: string, entry: string): void {
  const folder = path.join(cacheFolders().installations, "other");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "installed-in"), root);
  writeFileSync(path.join(folder, need), path.relative(process.env.CDKNOMAD_CACHE as string, entry));
}

const prune = async (...args: string[]) => cacheCommand().parseAsync(["prune", ...args], { from: "user" });
const removedBy = async () => (await pruneCache(silent, { dryRun: false })).removed.map(({ path: place }) => place);
const pinnedFolder = async (name: string) => {
  const found = [...((await pinnedFolders()) ?? [])].find(([, program]) => program.name === name);
  return found?.[0] as string;
};

describe("cdknomad cache", () => {
  it("is empty without a cache", async () => {
    await cacheCommand().parseAsync([], { from: "user" });
    expect(printed).toBe(`${process.env.CDKNOMAD_CACHE} is empty\n`);
  });

  it("lists name, version, size, last use, and whether a pinned version needs it", async () => {
    const consul = await pinnedFolder("consul");
    plant("consul", consul.slice(-KEY.length), 3, "x".repeat(2_000_000));
    plant("consul", KEY, 40);
    plantFolder("packages");
    await cacheCommand().parseAsync([], { from: "user" });
    const lines = printed.split("\n").map((line) => line.trimEnd().split(/ {2,}/));
    const on = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
    expect(lines.slice(0, 5)).toEqual([
      ["kind", "name", "version", "size", "last used", "needed"],
      ["tool", "consul", versions.consul, "2.0 MB", on(3), "yes"],
      ["tool", "consul", "0.0 MB", on(40), "no"],
      ["packages", "Debian packages", "0.0 MB", on(2), "no"],
      [`2.0 MB in ${process.env.CDKNOMAD_CACHE}`],
    ]);
  });

  it("prints the same as JSON", async () => {
    const folder = plant("nomad");
    await cacheCommand().parseAsync(["--json"], { from: "user" });
    expect(JSON.parse(printed)).toMatchObject({
      folder: process.env.CDKNOMAD_CACHE,
      size: 7,
      entries: [{ kind: "tool", name: "nomad", path: folder, size: 7, needed: false }],
    });
  });

  it("says what to do if the cache is no folder", async () => {
    writeFileSync(process.env.CDKNOMAD_CACHE as string, "");
    await expect(cacheCommand().parseAsync([], { from: "user" })).rejects.toMatchObject({ code: "cache-unusable" });
    process.env.CDKNOMAD_CACHE = dir;
    await cacheCommand().parseAsync([], { from: "user" });
    expect(printed).toBe(`${dir} is empty\n`);
  });
});

describe("cdknomad cache prune", () => {
  it("removes what no pinned version needs, and nothing else", async () => {
    const old = plant("consul");
    const needed = await pinnedFolder("consul");
    plant("consul", needed.slice(-KEY.length));
    const packages = plantFolder("packages");
    const standIns = plantFolder("images");
    const store = path.join(cacheFolders().images, "store");
    mkdirSync(path.join(store, "blobs"), { recursive: true });
    rmSync(store, { recursive: true });
    writeFileSync(path.join(cacheFolders().packages, "for-abc"), packages);
    await prune("--json");
    const { removed, bytes } = JSON.parse(printed) as { removed: { path: string }[]; bytes: number };
    expect(removed.map(({ path: place }) => place)).toEqual([old, packages, standIns]);
    expect(bytes).toBe(3 * 7);
    expect([old, packages, standIns].filter(existsSync)).toEqual([]);
    expect(existsSync(path.join(cacheFolders().packages, "for-abc"))).toBe(false);
    expect(existsSync(path.join(needed, "consul"))).toBe(true);
  });

  it("shows with --dry-run what it would remove, and removes nothing", async () => {
    const old = plant("consul");
    await prune("--dry-run");
    // A lab of this machine adds a line between these.
    expect(printed).toMatch(/^would remove consul, 0\.0 MB\n(.*\n)?0\.0 MB would be freed\n$/);
    expect(existsSync(old)).toBe(true);
  });

  it("keeps what this installation and other existing ones used last, not what a removed one used", async () => {
    const mine = plantFolder("packages");
    noteUse(mine, "packages");
    age(mine, 2);
    const theirs = plant("consul");
    plantInstallation(dir, "consul", theirs);
    expect(await removedBy()).toEqual([]);
    plantInstallation(path.join(dir, "removed"), "consul", theirs);
    expect(await removedBy()).toEqual([theirs]);
    expect(existsSync(mine)).toBe(true);
  });

  it("forgets the earlier version that this installation used", async () => {
    const [before, after] = [plantFolder("packages"), plantFolder("packages", "fedcba9876543210")];
    noteUse(before, "packages");
    noteUse(after, "packages");
    age(before, 2);
    age(after, 2);
    expect(await removedBy()).toEqual([before]);
    expect(packageRoot).not.toBe("");
  });

  it("keeps what was used within the last hour", async () => {
    const folder = plant("consul", KEY, 0);
    await prune();
    expect(printed).toContain("kept consul, which is in use, or was within the last hour");
    expect(existsSync(folder)).toBe(true);
  });

  it("keeps a program that runs, until it ends", async () => {
    const folder = plant("sleeper");
    const program = path.join(folder, "sleeper");
    copyFileSync("/bin/sleep", program);
    chmodSync(program, 0o755);
    age(folder, 2);
    const child = spawn(program, ["60"], { argv0: "other", stdio: "ignore" });
    started.push(child);
    await new Promise((resolve) => child.once("spawn", resolve));
    expect(await removedBy()).toEqual([]);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await removedBy()).toEqual([folder]);
  });

  it("keeps what the plan of a running lab names, also of a lab elsewhere", async () => {
    const [layers, standIns, other] = [plantFolder("packages"), plantFolder("images"), plant("consul")];
    const lab = path.join(dir, "elsewhere");
    mkdirSync(path.join(lab, "registry"), { recursive: true });
    writeFileSync(path.join(lab, "plan.json"), JSON.stringify({ usrLayers: [`${layers}/usr`] }));
    writeFileSync(path.join(lab, "registry", "settings.json"), JSON.stringify({ standIns }));
    writeFileSync(path.join(lab, "lab"), "sleep 60\n:\n");
    const supervisor = spawn("sh", ["lab", path.join(lab, "plan.json")], {
      argv0: "cdknomad-lab-elsewhere",
      cwd: lab,
      stdio: "ignore",
      detached: true,
    });
    await new Promise((resolve) => supervisor.once("spawn", resolve));
    try {
      const { removed, labRuns } = await pruneCache(silent, { dryRun: false });
      expect(removed.map(({ path: place }) => place)).toEqual([other]);
      expect(labRuns).toBe(true);
    } finally {
      process.kill(-(supervisor.pid as number), "SIGKILL");
    }
    expect([layers, standIns].every(existsSync)).toBe(true);
  });

  it("keeps what is being built, and removes what an interrupted build left", async () => {
    const unfinished = path.join(cacheFolders().tools, `consul-${KEY}`);
    mkdirSync(unfinished, { recursive: true });
    age(unfinished, 1);
    await withLock(
      buildLock("consul"),
      () => {},
      async () => {
        const { kept } = await pruneCache(silent, { dryRun: false });
        expect(kept).toMatchObject([{ because: "being built" }]);
      },
    );
    expect(await removedBy()).toEqual([unfinished]);
  });

  it("puts back what a command uses between the check and the removal", async () => {
    const folder = plant("consul");
    const entries = await cacheEntries();
    let checks = 0;
    const { kept } = await removeEntries(entries, {
      isWanted: () => false,
      isInUse: () => {
        checks++;
        if (checks === 2) {
          noteUse(folder, "consul");
        }
        return false;
      },
    });
    expect(kept).toMatchObject([{ because: "just used" }]);
    expect(existsSync(path.join(folder, "consul"))).toBe(true);
  });

  it("says which entry cannot be removed, and leaves it whole", async () => {
    const folder = plant("consul");
    writeFileSync(cacheFolders().removed, "a file in the place of the folder");
    await expect(
      removeEntries(await cacheEntries(), { isWanted: () => false, isInUse: () => false }),
    ).rejects.toMatchObject({ code: "cache-unusable" });
    expect(existsSync(path.join(folder, "consul"))).toBe(true);
  });
});

describe("what nothing has used for 60 days", () => {
  it("is removed although it is needed, and younger entries stay", async () => {
    const consul = await pinnedFolder("consul");
    const coredns = await pinnedFolder("coredns");
    plant("consul", consul.slice(-KEY.length), 61);
    plant("coredns", coredns.slice(-KEY.length), 59);
    plant("consul", KEY, 59);
    const { removed } = await pruneCache(silent, { dryRun: false, unused: true });
    expect(removed.map(({ path: place }) => place)).toEqual([consul]);
  });

  it("does not include what a lab ran on until now", async () => {
    const layers = plantFolder("packages", KEY, 90);
    const lab = path.join(dir, "state", "cdknomad", "labs", "long");
    mkdirSync(lab, { recursive: true });
    writeFileSync(path.join(lab, "plan.json"), JSON.stringify({ usrLayers: [`${layers}/usr`] }));
    noteLabUse("long");
    const { removed } = await pruneCache(silent, { dryRun: false, unused: true });
    expect(removed).toEqual([]);
  });
});

it("finds entries in command lines, mounts, and plans", () => {
  const root = process.env.CDKNOMAD_CACHE as string;
  const texts = [
    `${root}/tools/a-${KEY}/a`,
    `lowerdir=${root}/packages/x/usr:${root}/packages/y/usr,upperdir=/u`,
    "/other",
  ];
  expect([...entriesNamedIn(texts)]).toEqual(
    [`tools/a-${KEY}`, "packages/x", "packages/y"].map((name) => path.join(root, name)),
  );
});

it("plans a removal without doing it", async () => {
  const folder = plant("consul");
  expect(planRemoval(await cacheEntries(), { isWanted: () => false, isInUse: () => false }).removed).toHaveLength(1);
  expect(existsSync(folder)).toBe(true);
});

describe("a question", () => {
  const terminal = (answer: string, isTTY = true): Terminal => {
    const input = Object.assign(new PassThrough(), { isTTY });
    input.end(answer);
    return { input, output: Object.assign(new PassThrough(), { isTTY }) };
  };

  it.each([
    ["y\n", true],
    ["yes\n", true],
    ["\n", false],
    ["n\n", false],
    ["", false],
  ])("is answered by %j", async (answer, expected) => {
    expect(await confirm("Remove this?", terminal(answer))).toBe(expected);
  });

  it("is not asked in a script", async () => {
    expect(await confirm("Remove this?", terminal("n\n", false))).toBe(true);
  });
});
