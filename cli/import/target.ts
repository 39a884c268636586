import { statSync } from "node:fs";
import { CodedError } from "../../errors";

/** The source of an import. */
export type Target =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "folder"; readonly path: string }
  /** A job of the cluster, or all jobs of a namespace if there is no id. */
  | { readonly kind: "cluster"; readonly id?: string; readonly namespace: string };

/**
 * Parses the argument of `cdknomad import`: an existing file or folder, or `job@namespace` for a job of the cluster.
 *
 * @throws Error if it is neither
 */
export function parseTarget(argument: string): Target {
  const found = statSync(argument, { throwIfNoEntry: false });
  if (found) {
    return { kind: found.isDirectory() ? "folder" : "file", path: argument };
  }
  const at = argument.lastIndexOf("@");
  const [id, namespace] = [argument.slice(0, at), argument.slice(at + 1)];
  if (at < 0 || namespace === "") {
    throw new CodedError(
      "import-source",
      `there is no file or folder "${argument}"; for a job of the cluster write job@namespace, for all of them @namespace`,
    );
  }
  return id === "" || id === "*" ? { kind: "cluster", namespace } : { kind: "cluster", id, namespace };
}
