import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { labPaths } from "../../../lab/paths";

/** A text that a user may read, and the file that contains it. */
export interface Text {
  readonly where: string;
  readonly text: string;
}

/** Every log of a lab: those of its agents and engines, and what the tasks of all allocations wrote. */
export function logsOf(lab: string): Text[] {
  const { dir, logDir, hostDir } = labPaths(lab);
  const host = hostDir("n1");
  const allocations = path.join(host, "alloc");
  const folders = [
    logDir,
    path.join(host, "log"),
    ...readdirSync(allocations).map((id) => path.join(allocations, id, "alloc", "logs")),
  ];
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => path.join(folder, name))
      .map((file) => ({ where: path.relative(dir, file), text: readFileSync(file, "utf8") })),
  );
}

/** Every snapshot that the tests of this repository keep. */
export function snapshots(folder = path.join(__dirname, "..", "..")): Text[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".snap"))
    .map((file) => ({ where: file, text: readFileSync(path.join(folder, file), "utf8") }));
}
