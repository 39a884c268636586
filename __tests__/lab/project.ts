import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appOf } from "./app";

const repository = path.join(__dirname, "..", "..");

/** What a command printed, and how it ended. */
export interface Result {
  readonly code: number;
  /** Standard output and standard error as they came, without colors. */
  readonly output: string;
}

/** A folder with a cdktf project in it: this repository's program or another, with a state of its own. */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-project-"));

  /**
   * @param program the TypeScript file that is the app
   * @param environment what its commands read beside the environment of this process
   */
  constructor(
    program: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    const app = appOf(path.resolve(repository, program));
    writeFileSync(
      path.join(this.folder, "cdktf.json"),
      JSON.stringify({ language: "typescript", app, projectId: "test", sendCrashReports: "false" }),
    );
  }

  /**
   * `cdktf <arguments>`, as typed in the project's folder. On a busy machine the end of its output may be missing: it reads
   * Terraform's from a pseudo terminal, of which Node gives up what is unread when Terraform ends. Its code is right.
   */
  cdktf(...args: readonly string[]): Promise<Result> {
    return this.run(this.folder, process.execPath, path.join(repository, "bin", "cdktf"), ...args);
  }

  /** `cdknomad <arguments>`, as typed in the project's folder. */
  cdknomad(...args: readonly string[]): Promise<Result> {
    return this.run(this.folder, process.execPath, path.join(repository, "bin", "cdknomad"), ...args);
  }

  /** `terraform plan -detailed-exitcode` of one stack as it was synthesized last; its code is 0 when nothing would change. */
  plan(stack: string): Promise<Result> {
    const terraform = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
    return this.run(
      path.join(this.folder, "cdktf.out", "stacks", stack),
      terraform,
      "plan",
      "-detailed-exitcode",
      "-no-color",
    );
  }

  /** The text of a file that synthesis made, below `cdktf.out`. */
  read(file: string): string {
    return readFileSync(path.join(this.folder, "cdktf.out", file), "utf8");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private run(cwd: string, command: string, ...args: readonly string[]): Promise<Result> {
    // Tests take away what they made; those of the guards turn them on.
    const ours = { CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", CDKNOMAD_GUARD: "off" };
    const env = { ...process.env, ...ours, ...this.environment };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequence of a color starts with a control character
      child.on("close", (code) => resolve({ code: code ?? -1, output: output.replace(/\x1b\[[0-9;]*m/g, "") }));
    });
  }
}
