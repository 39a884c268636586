import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import type { Picture } from "../../../cli/graph/picture";
import { readPicture } from "../../../cli/graph/read-picture";
import { readStacks } from "../../../cli/program/synthesize";

/** The picture of a program's stacks, by way of the files that its synthesis writes. */
export async function pictureOf(program: (app: App) => void): Promise<Picture> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-graph-"));
  try {
    const app = new App({ outdir: path.join(folder, "cdktf.out") });
    program(app);
    app.synth();
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
    return await readPicture(readStacks(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
