import { Command } from "commander";
import { readCache } from "../../../lab/cache";
import { cacheDir } from "../../../tools/cache";
import { silent, terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { megabytes } from "../../size";
import { table } from "../../table";
import { rowOf, rowOfImage } from "./entry";
import { pruneCommand } from "./prune";

/** `cdknomad cache`: what is kept on this machine for later commands. */
export function cacheCommand(): Command {
  return (
    new Command("cache")
      .description("show the programs, packages, and images that are kept for later commands")
      .option("--json", "print JSON")
      // `--json` behind `prune` is that of `prune`.
      .enablePositionalOptions()
      .addCommand(pruneCommand())
      .addHelpText("after", examples("cdknomad cache", "cdknomad cache --json", "cdknomad cache prune --dry-run"))
      .action(async ({ json }: { json?: boolean }) => {
        const content = await readCache(json ? silent : terminalProgress());
        const rows = [...content.entries.map(rowOf), ...content.images.map(rowOfImage)];
        const size = rows.reduce((sum, row) => sum + row.size, 0);
        if (json) {
          process.stdout.write(`${JSON.stringify({ folder: cacheDir(), size, entries: rows })}\n`);
          return;
        }
        if (rows.length === 0) {
          process.stdout.write(`${cacheDir()} is empty\n`);
          return;
        }
        const cells = rows.map(({ kind, name, version, size, lastUsed, needed }) => [
          kind,
          name,
          version ?? "",
          megabytes(size),
          lastUsed.slice(0, 10),
          needed === undefined ? "-" : needed ? "yes" : "no",
        ]);
        process.stdout.write(table(["kind", "name", "version", "size", "last used", "needed"], cells));
        process.stdout.write(`${megabytes(size)} in ${cacheDir()}\n`);
      })
  );
}
