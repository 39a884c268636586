import { Command, InvalidArgumentError } from "commander";
import pc from "picocolors";
import { listImages, loadImages, pruneImages } from "../../../lab/image-store";
import { terminalProgress } from "../../../tools/progress";
import { examples } from "../../examples";
import { megabytes } from "../../size";
import { table } from "../../table";

/** After how many days without use `lab image prune` removes an image. */
const UNUSED_DAYS = 30;

/** `lab image`: the images that all labs share. */
export function imageCommand(): Command {
  return new Command("image")
    .description("images that the nodes of all labs share")
    .addCommand(loadCommand())
    .addCommand(listCommand())
    .addCommand(pruneCommand())
    .addHelpText("after", examples("cdknomad lab image load app.tar", "cdknomad lab image list"));
}

function loadCommand(): Command {
  return new Command("load")
    .description("give labs an image of this machine; it takes precedence over that of its registry")
    .argument(
      "<source>",
      "archive of docker save or podman save, folder of an OCI layout, docker-daemon:NAME, or containers-storage:NAME (podman)",
    )
    .option("--as <name>", "the name of the only image (default: the names in the source)")
    .addHelpText(
      "after",
      examples(
        "cdknomad lab image load app.tar",
        "cdknomad lab image load docker-daemon:app:1.0.0",
        "cdknomad lab image load ./layout --as registry.example.com/team/app:1.0.0",
      ),
    )
    .action(async (source: string, { as }: { as?: string }) => {
      const progress = terminalProgress();
      const images = await progress.step(`loading ${source}`, () => loadImages(source, progress, as));
      for (const { name, digest } of images) {
        process.stdout.write(`${name} ${pc.dim(digest)}\n`);
      }
    });
}

function listCommand(): Command {
  return new Command("list")
    .description("show the images that labs have pulled and that were loaded or pushed")
    .option("--json", "print JSON")
    .addHelpText("after", examples("cdknomad lab image list", "cdknomad lab image list --json"))
    .action(async ({ json }: { json?: boolean }) => {
      const images = await listImages(terminalProgress());
      if (json) {
        process.stdout.write(`${JSON.stringify(images)}\n`);
        return;
      }
      if (images.length === 0) {
        process.stdout.write("no image has been pulled or loaded\n");
        return;
      }
      const rows = images.map(({ name, source, at, size, digest }) => [
        name,
        source,
        at.slice(0, 16).replace("T", " "),
        megabytes(size),
        digest.slice(0, "sha256:".length + 12),
      ]);
      process.stdout.write(table(["image", "source", "at", "size", "digest"], rows));
    });
}

function pruneCommand(): Command {
  return new Command("prune")
    .description("remove images that no node has used for a while")
    .option("--days <count>", `so many days without use; 0 removes all (default: ${UNUSED_DAYS})`, days)
    .addHelpText("after", examples("cdknomad lab image prune", "cdknomad lab image prune --days 0"))
    .action(async ({ days = UNUSED_DAYS }: { days?: number }) => {
      const { names, bytes } = await pruneImages(terminalProgress(), { days });
      for (const name of names) {
        process.stdout.write(`removed ${name}\n`);
      }
      process.stdout.write(`${megabytes(bytes)} freed\n`);
    });
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) {
    throw new InvalidArgumentError("want a number of days, such as 30");
  }
  return Number(text);
}
