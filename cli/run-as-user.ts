import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { CodedError } from "../errors";
import { run } from "../tools/run";

/** The user who ran sudo. */
interface BehindSudo {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Returns the user who ran this command through sudo, if the files that it writes belong to that user: those of the project, or of the
 * home folder. A shell of root's own (`sudo -i`) is root's, also its files.
 */
export function userBehindSudo(
  env: NodeJS.ProcessEnv = process.env,
  folders: readonly string[] = [process.cwd(), homedir()],
): BehindSudo | undefined {
  const [uid, gid] = [env.SUDO_UID, env.SUDO_GID].map(Number) as [number, number];
  if (process.getuid?.() !== 0 || !(uid > 0) || !(gid >= 0)) {
    return undefined;
  }
  return folders.some((folder) => statSync(folder, { throwIfNoEntry: false })?.uid === uid) ? { uid, gid } : undefined;
}

/**
 * Runs this command again as a user, so that no file in the user's folders belongs to root. Only the supervisor of a lab needs root. The
 * lab starts it with sudo, which does not ask for the password a second time.
 *
 * @returns the exit code
 * @throws CodedError if the user has no account, or if this host lacks setpriv
 */
export async function runAsUser({ uid, gid }: BehindSudo): Promise<number> {
  const [name, , , , , home] = (await run(["getent", "passwd", String(uid)])).stdout.trim().split(":");
  if (!name || !home) {
    throw new CodedError("sudo-refused", `user ${uid}, who ran sudo, has no account; run the command without sudo`);
  }
  process.stderr.write(
    `running as ${name}: only the supervisor of a lab needs root, so that sudo is not needed here\n`,
  );
  const own = Object.entries(process.env).filter(([key]) => !key.startsWith("SUDO_"));
  const env = { ...Object.fromEntries(own), HOME: home, USER: name, LOGNAME: name };
  const program = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const rights = [`--reuid=${uid}`, `--regid=${gid}`, "--init-groups", "--inh-caps=-all"];
  // Ctrl-C is for the command, which decides what to do.
  process.on("SIGINT", () => {});
  const child = spawn("setpriv", [...rights, "--", ...program], { stdio: "inherit", env });
  child.on("error", () => {});
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== null && code < 0) {
    throw new CodedError("tool-unusable", "this host lacks setpriv; run the command without sudo");
  }
  return code ?? 130;
}
