import { Command } from "commander";
import { type CacheRemoval, pruneCache, unusedDays } from "../../../lab/cache";
import { silent, terminalProgress } from "../../../tools/progress";
import { confirm } from "../../confirm";
import { examples } from "../../examples";
import { megabytes } from "../../size";
import { rowOf } from "./entry";

/** Options of `cache prune`. */
interface PruneOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `cache prune`: removes what no pinned version needs. */
export function pruneCommand(): Command {
  return new Command("prune")
    .description("remove what no pinned version needs; what a lab or a build uses stays")
    .option("--dry-run", "show what would be removed, and remove nothing")
    .option("--yes", "do not ask (default: ask on a terminal)")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      [
        "",
        `It also removes pulled images that no node has used for ${unusedDays} days.`,
        "The exit code is 1 if you answer no or if an entry cannot be removed.",
        examples("cdknomad cache prune --dry-run", "cdknomad cache prune --yes"),
      ].join("\n"),
    )
    .action(async ({ dryRun = false, yes = false, json = false }: PruneOptions) => {
      const progress = json ? silent : terminalProgress();
      const planned = await pruneCache(progress, { dryRun: true });
      if (!dryRun && !yes && !isEmpty(planned) && !(await confirm(questionOf(planned)))) {
        process.stderr.write("nothing was removed\n");
        process.exitCode = 1;
        return;
      }
      const result = dryRun ? planned : await pruneCache(progress, { dryRun: false });
      process.stdout.write(json ? `${JSON.stringify(reportOf(result, dryRun))}\n` : textOf(result, dryRun));
    });
}

const isEmpty = ({ removed, images }: CacheRemoval) =>
  removed.length === 0 && images.names.length === 0 && images.bytes === 0;

/** Returns the bytes that a removal frees. */
export const bytesOf = ({ removed, images }: CacheRemoval): number =>
  removed.reduce((sum, { size }) => sum + size, 0) + images.bytes;

function questionOf(planned: CacheRemoval): string {
  return `${textOf(planned, true)}Remove this?`;
}

function reportOf(result: CacheRemoval, dryRun: boolean): object {
  return {
    dryRun,
    bytes: bytesOf(result),
    removed: [...result.removed.map(rowOf), ...result.images.names.map((name) => ({ kind: "image", name }))],
    kept: result.kept.map(({ entry, because }) => ({ ...rowOf(entry), because })),
  };
}

function textOf(result: CacheRemoval, dryRun: boolean): string {
  const verb = dryRun ? "would remove" : "removed";
  const lines = [
    ...result.removed.map((entry) => {
      const { name, version = "", kind, size } = rowOf(entry);
      const what = [name, version, kind === "unfinished" ? "(unfinished)" : ""].filter((word) => word !== "").join(" ");
      return `${verb} ${what}, ${megabytes(size)}`;
    }),
    ...result.images.names.map((name) => `${verb} ${name}`),
    ...result.kept
      .filter(({ because }) => because !== "needed")
      .map(({ entry, because }) => `kept ${rowOf(entry).name}, which is ${REASONS[because]}`),
    ...(result.labRuns ? ["images that labs have pulled stay while a lab is running"] : []),
    `${megabytes(bytesOf(result))} ${dryRun ? "would be freed" : "freed"}`,
  ];
  return `${lines.join("\n")}\n`;
}

const REASONS = {
  needed: "needed",
  "in use": "in use",
  "just used": "in use, or was within the last hour",
  "being built": "being built",
};
