import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { appOf } from "../app";

const root = path.join(__dirname, "..", "..", "..");

/** An identity for commits, because the user who runs the tests may have none in git. */
const WHO = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];

/** A git repository of a user of cdknomad. It contains one program, which reads `jobs.json` and `confirm.json`. */
export class Repository {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-ci-repository-"));

  /** @param program a TypeScript file that is the app; it is run where the repository is checked out */
  constructor(program: string) {
    this.git("init", "--quiet", "--initial-branch=main");
    writeFileSync(
      path.join(this.folder, "cdktf.json"),
      JSON.stringify({ language: "typescript", app: appOf(path.resolve(program)) }),
    );
    writeFileSync(path.join(this.folder, ".gitignore"), "node_modules\ncdktf.out\ncdknomad.plan\n");
  }

  /**
   * Commits the jobs, and what the program confirms, to a branch, which is made from main if it is not there, and gives the
   * commit.
   */
  commit(branch: string, jobs: object, confirm: readonly string[] = []): string {
    const there = this.git("branch", "--list", branch) !== "";
    if (this.git("branch", "--list") !== "" || there) {
      this.git("checkout", "--quiet", ...(there ? [branch] : ["-b", branch, "main"]));
    }
    writeFileSync(path.join(this.folder, "jobs.json"), JSON.stringify(jobs, null, 2));
    writeFileSync(path.join(this.folder, "confirm.json"), JSON.stringify(confirm));
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", `jobs of ${branch}`);
    return this.git("rev-parse", "HEAD");
  }

  /** Merges a branch into main as forges do, and gives the merge commit. */
  merge(branch: string): string {
    this.git("checkout", "--quiet", "main");
    this.git("merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, branch);
    return this.git("rev-parse", "HEAD");
  }

  /** A fresh clone at a commit, as a pipeline begins with it. */
  clone(commit: string): string {
    const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-ci-clone-"));
    execFileSync("git", ["clone", "--quiet", this.folder, folder]);
    execFileSync("git", ["checkout", "--quiet", commit], { cwd: folder });
    return folder;
  }

  /** A fresh clone of what a merge of a commit into main would be, which is what pipelines of pull requests look at. */
  cloneMerged(commit: string): string {
    const folder = this.clone("main");
    execFileSync("git", [...WHO, "merge", "--quiet", "--no-ff", "--message", "tried out", commit], { cwd: folder });
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private git(...args: readonly string[]): string {
    return execFileSync("git", [...WHO, ...args], { cwd: this.folder, encoding: "utf8" }).trim();
  }
}

/** What `npm ci` does in a pipeline: the packages of this checkout, without asking a registry. */
export function install(folder: string): void {
  mkdirSync(folder, { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
}
