import { writeFileSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import pc from "picocolors";
import { writeFiles } from "../import/write-files";
import { cdks } from "../init/cdks";
import { packageFile } from "../init/package-file";
import { templateFiles, testedVersions } from "../init/template-files";

interface Options {
  readonly name?: string;
  readonly cdk: string;
}

/** `cdknomad init`: a project of one's own to start from. */
export function initCommand(): Command {
  return new Command("init")
    .description("make a new project: access, one job, tests, workflows; replaces no file that is there")
    .argument("[folder]", "where", ".")
    .option("--name <name>", "the project's name; by default that of the folder")
    .addOption(
      new Option("--cdk <cdk>", "what synthesizes the program")
        .choices(cdks.map(({ name }) => name))
        .default(cdks[0].name),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  $ mkdir homelab && cd homelab && npm init -y\n  $ npm install cdknomad && npx cdknomad init",
    )
    .action((where: string, { name, cdk: wanted }: Options) => {
      const cdk = cdks.find((one) => one.name === wanted) ?? cdks[0];
      const folder = path.resolve(where);
      const project = (name ?? path.basename(folder)).toLowerCase().replace(/[^a-z0-9-]+/g, "-");
      const packages = packageFile(folder, project, testedVersions(), cdk);
      const files = templateFiles(folder, project, cdk);
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
