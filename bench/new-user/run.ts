import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stage } from "../../packaging/stage";
import { formatElapsed } from "../../tools/progress";
import { timed } from "../measure";
import { Container, type Ended } from "./container";
import { readmeSteps } from "./steps";

const repository = path.join(__dirname, "..", "..");

interface Row {
  readonly step: string;
  readonly times: number[];
}

/**
 * Runs the README's steps on a machine with Node and Go only, twice: the second time with the caches of the first. It takes
 * about half an hour and one gigabyte of downloads. As root: npx tsx bench/new-user/run.ts
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-new-user-"));
  stage(repository, folder);
  const pack = ["pack", path.join(folder, "cdknomad"), "--silent", "--pack-destination", folder];
  const tarball = execFileSync("npm", pack, { encoding: "utf8" }).trim();
  const container = await Container.start(folder);
  try {
    const rows: Row[] = readmeSteps(repository).map((step) => ({ step, times: [] }));
    for (const round of ["cold", "warm"]) {
      console.log(`\n== ${round}`);
      const packed = path.join(container.root, "root/cdknomad");
      mkdirSync(packed, { recursive: true });
      copyFileSync(path.join(folder, tarball), path.join(packed, tarball));
      await walk(container, rows);
    }
    print(rows);
  } finally {
    await container.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One newcomer, from the folder with the package to the name that answers; leaves the caches and nothing else. */
async function walk(container: Container, rows: readonly Row[]): Promise<void> {
  let where = "/root/cdknomad";
  let last: Ended = { code: 0, output: "" };
  for (const { step, times } of rows) {
    console.log(`$ ${step}`);
    times.push(
      await timed(async () => {
        last = await container.run(`${step}\npwd > /run/folder`, where);
      }),
    );
    if (last.code !== 0) {
      throw new Error(`the README's step failed with exit code ${last.code}: ${step}`);
    }
    where = (await container.run("cat /run/folder", "/")).output.trim();
  }
  if (!/^10\.0\.10\.11$/m.test(last.output)) {
    throw new Error(`the name does not answer with the node's address; the last step printed: ${last.output}`);
  }
  await container.run("npx cdknomad lab down", where);
  rmSync(path.join(container.root, where), { recursive: true });
}

function print(rows: readonly Row[]): void {
  console.log("\n| step | first time | again |\n|---|---|---|");
  for (const { step, times } of rows) {
    console.log(`| \`${step}\` | ${times.map(formatElapsed).join(" | ")} |`);
  }
  const total = (round: number) => formatElapsed(rows.reduce((sum, { times }) => sum + (times[round] ?? 0), 0));
  console.log(`| all | ${total(0)} | ${total(1)} |`);
}

void main();
