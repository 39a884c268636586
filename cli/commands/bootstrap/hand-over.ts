import { spawn } from "node:child_process";
import { once } from "node:events";
import { CodedError } from "../../../errors";
import type { SystemName } from "./acl-system";

/**
 * Gives a secret to a shell command, on its standard input. What the command writes to standard output is not shown,
 * because it may be the secret.
 *
 * @param command the shell command; `$CDKNOMAD_SYSTEM` is `consul` or `nomad` to it
 * @param system whose token it is
 * @param secret the token's secret
 * @throws Error when the command fails
 */
export async function handOver(command: string, system: SystemName, secret: string): Promise<void> {
  const child = spawn("sh", ["-c", command], {
    stdio: ["pipe", "ignore", "inherit"],
    env: { ...process.env, CDKNOMAD_SYSTEM: system },
  });
  // A command that ends without reading closes the pipe; its exit code shows whether that is an error.
  child.stdin?.on("error", () => {});
  child.stdin?.end(`${secret}\n`);
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0) {
    throw new CodedError(
      "hand-over-failed",
      `${system}: the command of --to ended with ${signal ?? code}; the token exists and is still kept here; fix the command and run this command again`,
    );
  }
}
