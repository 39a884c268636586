import { readFileSync } from "node:fs";
import path from "node:path";
import {
  createLanguageService,
  getDefaultLibFilePath,
  type LanguageService,
  type LanguageServiceHost,
  parseJsonConfigFileContent,
  readConfigFile,
  ScriptSnapshot,
  sys,
} from "typescript";
import type { EditedProject } from "./projects";

/** The language service that editors use, with a project open, in which one types. */
export class Editor {
  private readonly service: LanguageService;
  private readonly original: string;
  private readonly position: number;
  private text: string;
  private version = 0;

  constructor(private readonly project: EditedProject) {
    const { config } = readConfigFile(path.join(project.folder, "tsconfig.json"), sys.readFile);
    const { options, fileNames } = parseJsonConfigFileContent(config, sys, project.folder);
    this.original = readFileSync(project.file, "utf8");
    this.text = this.original;
    const found = this.original.indexOf(project.before, this.original.length / 2);
    if (found < 0) {
      throw new Error(`${project.file}: "${project.before}" is not in it`);
    }
    this.position = found + project.before.length;
    const host: LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => fileNames,
      getScriptVersion: (file) => (file === project.file ? String(this.version) : "0"),
      getScriptSnapshot: (file) => {
        const text = file === project.file ? this.text : sys.readFile(file);
        return text === undefined ? undefined : ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => project.folder,
      getDefaultLibFileName: getDefaultLibFilePath,
      fileExists: sys.fileExists,
      readFile: sys.readFile,
      readDirectory: sys.readDirectory,
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      ...(sys.realpath && { realpath: sys.realpath }),
    };
    this.service = createLanguageService(host);
  }

  /**
   * Types a letter where an option is to stand, and asks what it may become.
   *
   * @returns the names that are offered
   */
  complete(letter: string): string[] {
    this.text = `${this.original.slice(0, this.position)} ${letter}${this.original.slice(this.position)}`;
    this.version += 1;
    const offered = this.service.getCompletionsAtPosition(this.project.file, this.position + 2, {});
    return (offered?.entries ?? []).filter(({ kind }) => kind === "property").map(({ name }) => name);
  }

  /** Returns the number of the compiler's errors in the file, which an editor underlines. */
  problems(): number {
    return this.service.getSemanticDiagnostics(this.project.file).length;
  }

  close(): void {
    this.service.dispose();
  }
}
