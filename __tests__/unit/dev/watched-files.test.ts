import { readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { readNow } from "../../../cli/dev/program/file-read";
import { savedAt, WatchedFiles } from "../../../cli/dev/program/watched-files";
import { temporary } from "./temporary";

const { folder, write } = temporary("dev-watched");

function watching(...reads: Parameters<WatchedFiles["replace"]>[0][]): WatchedFiles {
  const files = new WatchedFiles();
  files.replace(reads.flatMap((some) => [...some]));
  return files;
}

describe("a watched file", () => {
  it("has changed after a write, a replacement, and a deletion, until the change is accepted", () => {
    const file = write("job.ts", "one");
    const files = watching([readNow(file, "content")]);
    expect(files.changed()).toEqual([]);
    write("job.ts", "other");
    expect(files.changed()).toEqual([file]);
    files.accept();
    expect(files.changed()).toEqual([]);
    renameSync(write("job.ts.new", "other"), file); // as editors save
    expect(files.changed()).toEqual([file]);
    files.accept();
    rmSync(file);
    expect(files.changed()).toEqual([file]);
  });

  it("has changed if it was written after the program had read it and before the program ended", () => {
    const file = write("late.ts", "one");
    const atRead = readNow(file, "content");
    write("late.ts", "two, while the program runs");
    expect(watching([atRead]).changed()).toEqual([file]);
  });

  it("has changed if it was written between the read of the program and that of the type check", () => {
    const file = write("both.ts", "one");
    const ofProgram = readNow(file, "content");
    write("both.ts", "two, before the type check");
    expect(watching([ofProgram, readNow(file, "content")]).changed()).toEqual([file]);
  });

  it("that does not exist has changed when it is created", () => {
    const file = path.join(folder, "missing.tpl");
    const files = watching([readNow(file, "presence")]);
    expect(files.changed()).toEqual([]);
    write("missing.tpl", "");
    expect(files.changed()).toEqual([file]);
  });
});

describe("a watched folder", () => {
  it("has changed when a file is added, and not when one of its files is written", () => {
    write("templates/a.tpl", "one");
    const templates = path.join(folder, "templates");
    const files = watching([readNow(templates, "names")]);
    write("templates/a.tpl", "two, and longer");
    expect(files.changed()).toEqual([]);
    write("templates/b.tpl", "");
    expect(files.changed()).toEqual([templates]);
    expect(readdirSync(templates)).toHaveLength(2);
  });
});

describe("the time of a change", () => {
  it("is that of the newest file", () => {
    const [one, other] = [write("one", ""), write("other", "")];
    const now = Date.now();
    utimesSync(one, new Date(now - 3_000), new Date(now - 3_000));
    utimesSync(other, new Date(now - 2_000), new Date(now - 2_000));
    expect(Math.round(savedAt([one, other], now))).toBe(now - 2_000);
  });

  it("is now for a file that was deleted or is old", () => {
    const old = write("old", "");
    utimesSync(old, new Date(0), new Date(0));
    expect(savedAt([old], 5_000_000)).toBe(5_000_000);
    expect(savedAt([path.join(folder, "deleted")], 7)).toBe(7);
  });
});
