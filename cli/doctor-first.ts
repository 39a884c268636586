import pc from "picocolors";
import { errorText } from "../errors";
import { requireNone } from "./checks/finding";
import { requireLabs } from "./checks/lab-running";
import { checkClusters, rememberClusters } from "./checks/same-cluster";
import { checkFields } from "./checks/server-fields";
import { checkWriteOnly } from "./checks/write-only";
import { checkHosts } from "./commands/doctor/check-hosts";
import { buildStandIns } from "./commands/lab/build-stand-ins";
import { readStacks, synthesize } from "./program/synthesize";
import type { Stack } from "./stack/stack";

/**
 * The step before a command of `cdktf`: synthesizes, and checks that the lab is running and that the cluster is the one of the states.
 * Before `cdktf deploy`, it also reports what the nodes lack for the name servers of the chosen stacks. It is started by
 * `bin/doctor-first.cjs` with the command and cdktf's own arguments; its exit code is 1 if something is wrong.
 */
async function doctorFirst([command = "", ...args]: readonly string[]): Promise<void> {
  const folder = process.cwd();
  if (command === "synth") {
    const synthesized = await synthesize(folder);
    process.stdout.write(
      `Generated Terraform code for the stacks: ${synthesized.map(({ name }) => name).join(", ")}\n`,
    );
    return;
  }
  const stacks = args.includes("--skip-synth") ? readStacks(folder) : await synthesize(folder);
  const selected = chosen(stacks, args);
  requireLabs(selected);
  requireNone(await checkClusters(selected), "nothing was read or written");
  if (!["deploy", "apply"].includes(command)) {
    return;
  }
  const findings = args.includes("--skip-doctor")
    ? []
    : [...(await checkWriteOnly(selected)), ...(await checkHosts(selected)), ...(await checkFields(selected))];
  for (const { message } of findings.filter(({ level }) => level === "warning")) {
    process.stderr.write(`${pc.yellow("!")} ${message}\n`);
  }
  requireNone(findings, "nothing was written; --skip-doctor deploys all the same");
  await rememberClusters(selected);
  await buildStandIns(selected);
}

/** The stacks that one of the words names, with `*` for any text; all where no word does. */
function chosen(stacks: readonly Stack[], words: readonly string[]): readonly Stack[] {
  const quoted = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const patterns = words.map((word) => new RegExp(`^${word.split("*").map(quoted).join(".*")}$`));
  const named = stacks.filter(({ name }) => patterns.some((pattern) => pattern.test(name)));
  return named.length > 0 ? named : stacks;
}

doctorFirst(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${pc.red("error:")} ${errorText(error)}\n`);
  process.exitCode = 1;
});
