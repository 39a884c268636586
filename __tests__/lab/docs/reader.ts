import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "../../unit/docs/page";
import type { Result } from "../project";

/** With OpenTofu, its name replaces the `terraform` of the pages. */
const openTofu = process.env.TERRAFORM_BINARY_NAME ? 'terraform() { "$TERRAFORM_BINARY_NAME" "$@"; }; ' : "";

/** A folder with the program of this repository, and a shell in which a reader types the commands of the pages. */
export class Reader {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-docs-"));

  /**
   * @param lab the name of the lab that the commands use
   * @param program the app, if it is not that of this repository
   * @param variables environment variables of the shell
   */
  constructor(
    private readonly lab: string,
    program = path.join(repository, "main.ts"),
    private readonly variables: NodeJS.ProcessEnv = {},
  ) {
    symlinkSync(path.join(repository, "node_modules"), path.join(this.folder, "node_modules"));
    const app = `node --import tsx ${program}`;
    this.write(
      "cdktf.json",
      JSON.stringify({ language: "typescript", app, projectId: "docs", sendCrashReports: "false" }),
    );
    this.write("package.json", "{}");
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Runs one line of the shell, in the folder of the project or one below it. */
  types(line: string, below = "."): Promise<Result> {
    const { NODE_OPTIONS: _, NOMAD_ADDR, NOMAD_TOKEN, CONSUL_HTTP_ADDR, CONSUL_HTTP_TOKEN, ...inherited } = process.env;
    const env = { ...inherited, CDKNOMAD_LAB: this.lab, CI: "1", NO_COLOR: "1", FORCE_COLOR: "0", ...this.variables };
    const cwd = path.join(this.folder, below);
    const child = spawn("bash", ["-c", `${openTofu}${line}`], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a color is an escape sequence
      child.on("close", (code) => resolve({ code: code ?? -1, output: output.replace(/\x1b\[[0-9;]*m/g, "") }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
