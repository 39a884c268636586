import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stage } from "../../packaging/stage";
import { silent } from "../../tools/progress";
import { run } from "../../tools/run";
import { ensureTool } from "../../tools/tool";

/** The values of the starter's job that are edited. */
export interface Values {
  readonly greeting: string;
  readonly page: string;
  readonly tag: string;
  readonly count: number;
  /** Text that has a type error or an error of a rule. */
  readonly mistake?: { readonly kind: "type" | "rule"; readonly name: string };
}

export const firstValues: Values = { greeting: "0", page: "0", tag: "latest", count: 1 };

/** The tag of the image beside `latest`. */
export const otherTag = "edited";

const image = "corentinth/it-tools";

/** The project of `cdknomad init`, with the package as a user has it. */
export class Starter {
  readonly folder: string;
  readonly command: string;
  private readonly source: string;

  /**
   * Builds the package and makes the project.
   *
   * @param parent an empty folder
   */
  constructor(repository: string, parent: string) {
    this.folder = path.join(parent, "homelab");
    const modules = path.join(this.folder, "node_modules");
    mkdirSync(modules, { recursive: true });
    stage(repository, parent);
    renameSync(path.join(parent, "cdknomad"), path.join(modules, "cdknomad"));
    // Its dependencies are those of this repository, which are installed already.
    for (const dependency of readdirSync(path.join(repository, "node_modules"))) {
      symlinkSync(path.join(repository, "node_modules", dependency), path.join(modules, dependency));
    }
    this.command = path.join(modules, "cdknomad", "dist", "bin", "cdknomad");
    writeFileSync(path.join(this.folder, "package.json"), JSON.stringify({ name: "homelab", private: true }));
    execFileSync(process.execPath, [this.command, "init"], { cwd: this.folder, stdio: "ignore" });
    this.source = readFileSync(this.file("stacks/apps.ts"), "utf8");
    this.savePage(firstValues);
    this.save(firstValues);
  }

  /** Saves the file of the job. @returns when, in milliseconds since 1970 */
  save({ greeting, tag, count, mistake }: Values): number {
    const wrong = mistake?.kind === "type" ? `\nconst ${mistake.name}: number = "text";\nvoid ${mistake.name};` : "";
    const port = mistake?.kind === "rule" ? mistake.name : "http";
    const edited = this.source
      .replace('import type { Construct } from "constructs";', `import { readFileSync } from "node:fs";\n$&${wrong}`)
      .replace('name: "ittools",\n          network', `name: "ittools",\n          count: ${count},\n          network`)
      .replace(/^ *ignore: .*\n/m, "") // It would be an error with a tag that does not move.
      .replace('port: "http",', `port: "${port}",`)
      .replace(
        `config: { image: "${image}:latest", ports: ["http"] },`,
        `config: { image: "${image}:${tag}", ports: ["http"] },
              env: { GREETING: "${greeting}" },
              templates: [{ destination: "local/page.txt", data: readFileSync("page.tpl", "utf8") }],`,
      );
    return this.write("stacks/apps.ts", edited);
  }

  /** Saves the template of the job. @returns when, in milliseconds since 1970 */
  savePage({ page }: Values): number {
    return this.write("page.tpl", `page ${page}\n`);
  }

  private write(file: string, text: string): number {
    writeFileSync(this.file(file), text);
    return Date.now();
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}

/** Builds the image of the starter's job, as an OCI layout. @returns the folder of the layout */
export async function buildImage(parent: string): Promise<{ readonly layout: string; readonly name: string }> {
  const files = [{ from: await ensureTool("image-it-tools", silent), to: "/it-tools" }];
  const specs = path.join(parent, "specs.json");
  const name = `${image}:${otherTag}`;
  writeFileSync(specs, JSON.stringify([{ ref: name, files, entrypoint: ["/it-tools"], ports: ["80/tcp"] }]));
  const layout = path.join(parent, "layout");
  const { code, stderr } = await run([await ensureTool("images", silent), "build", layout, specs]);
  if (code !== 0) {
    throw new Error(stderr);
  }
  return { layout, name };
}
