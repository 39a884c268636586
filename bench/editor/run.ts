/**
 * How an editor feels in a project of 100 jobs: with our types, against the same jobs written by hand on
 * `@cdktf/provider-nomad` with HCL in strings, of which an editor knows nothing. Run it with `npx tsx bench/editor/run.ts`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compare, timed } from "../measure";
import { Editor } from "./completion";
import { type EditedProject, writeProjects } from "./projects";

const repository = path.join(__dirname, "..", "..");

/** Runs `tsc --noEmit`, and keeps what it says of its memory. */
function compile({ folder }: EditedProject, memory: number[]): Promise<number> {
  return timed(() => {
    const tsc = require.resolve("typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"], {
      encoding: "utf8",
    });
    if (status !== 0) {
      throw new Error(`tsc ended with ${status}: ${stdout}`);
    }
    memory.push(Number(/Memory used:\s+(\d+)K/.exec(stdout)?.[1]) / 1024);
  });
}

/** The first completion after a project is opened: all of it is read and the file is checked as far as it has to be. */
async function first(project: EditedProject): Promise<number> {
  const editor = new Editor(project);
  const elapsed = await timed(() => editor.complete("a"));
  editor.close();
  return elapsed;
}

/** Milliseconds of the processor, which do not grow when other programs run beside it. */
function worked(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** A completion after each letter that is typed, twenty of them. */
async function typing(editor: Editor): Promise<number> {
  const letters = [..."abcdefghijklmnopqrst"];
  return worked(() => letters.map((letter) => editor.complete(letter))) / letters.length;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-editor-"));
  try {
    const { ours, handwritten } = writeProjects(repository, folder);
    const pair = (run: (project: EditedProject) => Promise<number>) =>
      [
        { name: ours.name, run: () => run(ours) },
        { name: handwritten.name, run: () => run(handwritten) },
      ] as const;
    const memory = new Map<EditedProject, number[]>([ours, handwritten].map((project) => [project, []]));
    await compare("tsc --noEmit, whole process", ...pair((project) => compile(project, memory.get(project) ?? [])), 5);
    for (const [{ name }, used] of memory) {
      console.log(`  ${name.padEnd(44)} ${Math.max(...used).toFixed(0)} MiB at most`);
    }
    await compare("first completion in a project just opened", ...pair(first), 5);
    const editors = new Map([ours, handwritten].map((project) => [project, new Editor(project)]));
    const editorOf = (project: EditedProject) => editors.get(project) ?? new Editor(project);
    await compare(
      "completion after one more letter, processor time",
      ...pair((project) => typing(editorOf(project))),
      5,
    );
    for (const [{ name, before }, editor] of editors) {
      console.log(`  ${name.padEnd(44)} offers ${editor.complete("").length} names after \`${before.trim()}\``);
    }
    await compare(
      "underlining after one more letter, processor time",
      ...pair(async (project) =>
        worked(() => {
          editorOf(project).complete("a");
          editorOf(project).problems();
        }),
      ),
      5,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
