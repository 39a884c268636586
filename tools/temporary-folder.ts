import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Contains the process that owns a temporary folder, and its process-id namespace: other containers count on their own. */
const OWNER = "owner";

/**
 * Creates a folder for the files of this run that only its owner may read, and removes those that killed runs left:
 * copies of plans contain secrets.
 *
 * @param use the name of the command, such as `apply`
 * @param parent the folder for temporary files
 * @returns the path of the folder; the caller removes it
 */
export function temporaryFolder(use: string, parent = tmpdir()): string {
  const prefix = `cdknomad-${use}-`;
  for (const name of readdirSync(parent).filter((one) => one.startsWith(prefix))) {
    const folder = path.join(parent, name);
    if (isLeft(folder)) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const folder = mkdtempSync(path.join(parent, prefix));
  writeFileSync(path.join(folder, OWNER), `${process.pid} ${processNamespace()}\n`, { mode: 0o600 });
  return folder;
}

/** Whether the process that owns a folder has ended. A folder without an owner may belong to any program. */
function isLeft(folder: string): boolean {
  const file = path.join(folder, OWNER);
  try {
    const [, id = "", namespace = ""] = (existsSync(file) && /^(\d+) (.*)\n$/.exec(readFileSync(file, "utf8"))) || [];
    return id !== "" && namespace === processNamespace() && !isRunning(Number(id));
  } catch {
    return false; // a folder of another user
  }
}

function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "unknown";
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
