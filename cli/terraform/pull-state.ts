import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { CodedError } from "../../errors";
import { terraform } from "./terraform";

/** The parts of a stack that say where its state is. */
export interface StateOwner {
  readonly name: string;
  readonly folder: string;
  readonly backend: Readonly<Record<string, unknown>>;
}

/**
 * Reads a state with Terraform, which reads those of every backend.
 *
 * @param program the path of Terraform
 * @returns an empty text if there is no state yet
 * @throws CodedError if the folder is not initialized, or if Terraform cannot read the state
 */
export async function pullState({ name, folder }: Omit<StateOwner, "backend">, program: string): Promise<string> {
  const { code, stdout, stderr } = await terraform(program, folder, ["state", "pull"]);
  if (code !== 0) {
    throw unreadable(name, stderr);
  }
  return stdout;
}

/**
 * Reads a state as {@link pullState} does, also if nobody has planned here yet. Then it initializes the backend in a folder of its own, without
 * the providers, and the folder of the stack remains as it is.
 *
 * @throws CodedError if Terraform cannot read the state
 */
export async function pullStateAnywhere(stack: StateOwner, program: string): Promise<string> {
  const { code, stdout } = await terraform(program, stack.folder, ["state", "pull"]);
  if (code === 0) {
    return stdout;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-state-"));
  try {
    writeFileSync(path.join(folder, "backend.tf.json"), JSON.stringify({ terraform: { backend: stack.backend } }));
    // It also looks for the providers of the resources in the state, after the backend is initialized. Those need not be there.
    const initialized = await terraform(program, folder, ["init"]);
    const pulled = await terraform(program, folder, ["state", "pull"]);
    if (pulled.code !== 0) {
      throw unreadable(stack.name, initialized.code === 0 ? pulled.stderr : initialized.stderr);
    }
    return pulled.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unreadable(name: string, stderr: string): CodedError {
  const reason = stripVTControlCharacters(stderr)
    .replace(/[│╷╵\s]+/g, " ")
    .trim();
  return new CodedError("state-unreadable", `${name}: the state cannot be read: ${reason}`);
}
