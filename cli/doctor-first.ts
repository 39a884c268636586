import pc from "picocolors";
import { requireNone } from "./checks/finding";
import { checkHosts } from "./commands/doctor/check-hosts";
import { readStacks, type Stack, synthesize } from "./plan/synthesize";

/**
 * The step before `cdktf deploy`: synthesizes, and says what the nodes lack for the name servers of the chosen stacks before
 * anything is written. It is started by `bin/doctor-first.cjs` with cdktf's own arguments; its code is 1 if something is wrong.
 */
async function doctorFirst(args: readonly string[]): Promise<void> {
  const folder = process.cwd();
  const stacks = args.includes("--skip-synth") ? readStacks(folder) : await synthesize(folder);
  const findings = await checkHosts(chosen(stacks, args));
  for (const { message } of findings.filter(({ level }) => level === "warning")) {
    process.stderr.write(`${pc.yellow("!")} ${message}\n`);
  }
  requireNone(findings, "nothing was written; --skip-doctor deploys all the same");
}

/** The stacks that one of the words names, with `*` for any text; all where no word does. */
function chosen(stacks: readonly Stack[], words: readonly string[]): readonly Stack[] {
  const quoted = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const patterns = words.map((word) => new RegExp(`^${word.split("*").map(quoted).join(".*")}$`));
  const named = stacks.filter(({ name }) => patterns.some((pattern) => pattern.test(name)));
  return named.length > 0 ? named : stacks;
}

doctorFirst(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${pc.red("error:")} ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
