import { statSync } from "node:fs";

/** What is to be imported. */
export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "folder"; readonly path: string }
  /** A job that runs on the cluster, or all of a namespace where there is no id. */
  | { readonly kind: "cluster"; readonly id?: string; readonly namespace: string };

/**
 * Tells what an argument of `cdknomad import` means: what exists on disk is a file or folder, else an `@` makes it a job
 * of the cluster.
 *
 * @throws Error when it is none of these
 */
export function parseTarget(argument: string): Target {
  const found = statSync(argument, { throwIfNoEntry: false });
  if (found) {
    return { kind: found.isDirectory() ? "folder" : "file", path: argument };
  }
  const at = argument.lastIndexOf("@");
  const [id, namespace] = [argument.slice(0, at), argument.slice(at + 1)];
  if (at < 0 || namespace === "") {
    throw new Error(
      `there is no file or folder "${argument}"; for a job of the cluster write job@namespace, for all of them @namespace`,
    );
  }
  return id === "" || id === "*" ? { kind: "cluster", namespace } : { kind: "cluster", id, namespace };
}
