import { writeFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import { writeFiles } from "../import/write-files";
import { packageFile } from "../init/package-file";
import { templateFiles, testedVersions } from "../init/template-files";

interface Options {
  readonly name?: string;
}

/** `cdknomad init`: a project of one's own to start from. */
export function initCommand(): Command {
  return new Command("init")
    .description("make a new project: access, one job, tests, workflows; replaces no file that is there")
    .argument("[folder]", "where", ".")
    .option("--name <name>", "the project's name; by default that of the folder")
    .addHelpText(
      "after",
      "\nExamples:\n  $ mkdir homelab && cd homelab && npm init -y\n  $ npm install cdknomad && npx cdknomad init",
    )
    .action((where: string, { name }: Options) => {
      const folder = path.resolve(where);
      const project = (name ?? path.basename(folder)).toLowerCase().replace(/[^a-z0-9-]+/g, "-");
      const packages = packageFile(folder, project, testedVersions());
      const files = templateFiles(folder, project);
      writeFiles(files, { force: false });
      writeFileSync(packages.path, packages.text);
      for (const file of [...files, packages]
        .map(({ path: written }) => path.relative(process.cwd(), written))
        .sort()) {
        console.log(`  ${file}`);
      }
      const enter = where === "." ? "" : `cd ${where} && `;
      console.log(`\n${pc.bold("Next:")} ${enter}npm install && npm start`);
    });
}
