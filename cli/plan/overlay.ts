import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Stack } from "../stack/stack";

/** Additional blocks of a configuration, in Terraform's JSON syntax. */
export interface Blocks {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly removed?: readonly { readonly from: string; readonly lifecycle: { readonly destroy: boolean } }[];
}

/** Runs a function with a folder that has the files of a stack and additional blocks. */
export function withOverlay<T>(stack: Stack, blocks: Blocks, run: (folder: string) => Promise<T>): Promise<T> {
  return withFiles(stack, { "cdknomad-moves.tf.json": JSON.stringify(blocks) }, run);
}

/**
 * Runs a function with a folder that has the files of a stack, and others in addition to them or in their place. The folder is next to
 * the one of the stack, so that relative paths are valid, and is deleted afterwards: the files of the stack are never changed.
 *
 * @param files the texts of the other files by their names
 */
export async function withFiles<T>(
  stack: Stack,
  files: Readonly<Record<string, string>>,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const overlay = mkdtempSync(`${stack.folder}.plan-`);
  try {
    for (const name of readdirSync(stack.folder).filter((one) => !(one in files))) {
      symlinkSync(path.join(stack.folder, name), path.join(overlay, name));
    }
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(overlay, name), text);
    }
    return await run(overlay);
  } finally {
    rmSync(overlay, { recursive: true });
  }
}
