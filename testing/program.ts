import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "#cdk";
import type { Report } from "../cli/report/report";
import { type ClusterSettings, ClusterStack } from "../constructs";
import { CodedError } from "../errors";
import { labPaths } from "../lab/paths";
import { repositoryRoot } from "../tools/cache";
import { linkTerraformProviders } from "../tools/link-terraform-providers";
import { silent } from "../tools/progress";
import { type Finished, run } from "../tools/run";

/**
 * The program of a test: a function that declares stacks, or a stack, which stands for all stacks of its app. The app of a stack writes to
 * its own `outdir`, so create it with `Testing.app()`.
 *
 * @see docs/how-to/test.md
 */
export type Program = TerraformStack | ((app: App, settings: ClusterSettings) => unknown);

/**
 * Plans and applies programs with the commands `cdknomad plan` and `cdknomad apply`, in processes of their own. Its files and
 * Terraform's states are in the lab's folder and end with the lab.
 */
export class Deployments {
  private readonly folder: string;
  private readonly states: string;
  /** The names of all deployed stacks, in the order of the applies. */
  private readonly deployed: string[] = [];
  private outdir: string | undefined;

  constructor(lab: string) {
    const parent = path.join(labPaths(lab).dir, "tests");
    this.states = path.join(parent, "states");
    mkdirSync(this.states, { recursive: true, mode: 0o700 });
    this.folder = mkdtempSync(path.join(parent, "run-"));
  }

  /** Adds the place of the states to the settings of the lab. */
  settings(lab: ClusterSettings): ClusterSettings {
    return { ...lab, state: { folder: this.states } };
  }

  /** Synthesizes, plans, and applies a program. @returns the report of the plan */
  async deploy(program: Program, settings: ClusterSettings): Promise<Report> {
    await this.synthesize(program, settings);
    const report = await this.plan();
    if (report.summary.errors > 0) {
      throw new CodedError("deploy-failed", `the plan has errors; fix them:\n${this.lastOutput}`);
    }
    const { code, stdout, stderr } = await this.cdknomad("apply", "plan");
    if (code !== 0) {
      throw new CodedError("deploy-failed", `the apply failed; fix the cause:\n${stdout}${stderr}`);
    }
    this.deployed.push(...report.stacks.map(({ name }) => name).filter((name) => !this.deployed.includes(name)));
    return report;
  }

  /** Plans the program that was synthesized last. */
  async plan(): Promise<Report> {
    if (this.outdir === undefined) {
      throw new CodedError("not-synthesized", "there is no program to plan; pass one, or call lab.deploy before");
    }
    const file = path.join(this.folder, "report.json");
    rmSync(file, { force: true });
    const { stdout, stderr } = await this.cdknomad("plan", "--out", "plan", "--json", file);
    this.lastOutput = `${stdout}${stderr}`;
    try {
      return JSON.parse(readFileSync(file, "utf8")) as Report;
    } catch {
      throw new CodedError("deploy-failed", `the plan failed; fix the cause:\n${this.lastOutput}`);
    }
  }

  /** Writes the stacks of a program, and validates them. @throws the error of a construct or of a rule */
  async synthesize(program: Program, settings: ClusterSettings): Promise<void> {
    const app = typeof program === "function" ? new App({ outdir: path.join(this.folder, "out") }) : appOf(program);
    if (typeof program === "function") {
      program(app, settings);
    }
    app.synth();
    this.outdir = path.resolve(app.outdir);
    await linkTerraformProviders(this.outdir, silent);
    // The stacks are written already, so the program of the project is the command that does nothing.
    const project = { language: "typescript", app: "true", output: this.outdir, projectId: "test" };
    writeFileSync(path.join(this.folder, "cdktf.json"), JSON.stringify({ ...project, sendCrashReports: "false" }));
  }

  /** Destroys what all deployed stacks contain; those that were deployed last are first. */
  async destroy(settings: ClusterSettings): Promise<void> {
    if (this.deployed.length === 0) {
      return;
    }
    const names = [...this.deployed].reverse();
    await this.deploy((app) => {
      const stacks = names.map((name) => new ClusterStack(app, name, settings));
      for (const [index, stack] of stacks.entries()) {
        const before = stacks[index - 1];
        if (before) {
          stack.addDependency(before);
        }
      }
    }, settings);
    this.deployed.length = 0;
  }

  private lastOutput = "";

  private cdknomad(...args: readonly string[]): Promise<Finished> {
    return runCdknomad(args, this.folder);
  }
}

/** Runs the command `cdknomad`, without variables that are for another cluster. */
function runCdknomad(args: readonly string[], cwd: string): Promise<Finished> {
  return run([process.execPath, cdknomadCommand, ...args], { cwd, env: environmentOfCommands() });
}

/** The path of the command `cdknomad`. */
export const cdknomadCommand = path.join(repositoryRoot, "bin", "cdknomad");

/** The environment of commands that are for the lab: an address or a token of the shell may belong to another cluster. */
export function environmentOfCommands(): NodeJS.ProcessEnv {
  const others = /^((NOMAD|CONSUL)_.*|CDKNOMAD_(ENV|STATE|CONFIRM|GUARD|GUARD_SHARE))$/;
  const kept = Object.entries(process.env).filter(([name]) => !others.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", FORCE_COLOR: "0" };
}

/** The app of a stack. It may be of another installed copy of cdktf, for which `App.of` throws. */
function appOf(stack: TerraformStack): App {
  return stack.node.root as App;
}
