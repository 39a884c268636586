import path from "node:path";
import type * as typescript from "typescript";
import { type FileRead, readNow, type Use } from "../program/file-read";

/** The result of a check of types. */
export interface TypeCheckResult {
  /** The errors with their places and lines of code, for a terminal. */
  readonly text: string;
  /** The number of errors. */
  readonly count: number;
  /** The files that were checked, and those that were looked for and do not exist. */
  readonly reads: readonly FileRead[];
}

/** Errors about a module that does not exist. TypeScript does not look for it again while its importer stays unchanged. */
const MODULE_MISSING = new Set([2307, 2792, 7016]);

/** The number of errors that are shown; one mistake in a type can have many. */
const MOST = 10;

interface Source extends typescript.SourceFile {
  /** By this text, TypeScript knows whether the file has changed. */
  version: string;
}

/**
 * Checks the types of a program again and again. Everything that has not changed is reused: sources, resolved modules, and the
 * errors of each file.
 */
export class TypeCheck {
  private program: typescript.SemanticDiagnosticsBuilderProgram | undefined;
  private readonly sources = new Map<string, Source>();
  private readonly reads = new Map<string, FileRead>();

  /**
   * @param ts the TypeScript of the project
   * @param folder the folder with `tsconfig.json`
   */
  constructor(
    private readonly ts: typeof typescript,
    private readonly folder: string,
  ) {}

  /** Checks what a file imports, directly and indirectly. Other files of the project, such as tests, are not checked. */
  check(entry: string): TypeCheckResult {
    const { ts } = this;
    this.reads.clear();
    const { options, fileNames, errors } = this.configuration();
    const program = ts.createSemanticDiagnosticsBuilderProgram(
      [entry, ...fileNames.filter((name) => name.endsWith(".d.ts"))],
      options,
      this.host(options),
      this.program,
      errors,
    );
    const found = [
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSemanticDiagnostics(),
    ].filter(({ category }) => category === ts.DiagnosticCategory.Error);
    this.program = found.some(({ code }) => MODULE_MISSING.has(code)) ? undefined : program;
    return { text: this.format(found), count: found.length, reads: [...this.reads.values()] };
  }

  private configuration(): typescript.ParsedCommandLine {
    const { ts } = this;
    const file = path.join(this.folder, "tsconfig.json");
    this.note(file, "content");
    const host: typescript.ParseConfigFileHost = {
      ...ts.sys,
      useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
      readFile: (name) => {
        this.note(name, "content");
        return ts.sys.readFile(name);
      },
      getCurrentDirectory: () => this.folder,
      onUnRecoverableConfigFileDiagnostic: () => {},
    };
    // Nothing is written, so what belongs to written files is left out.
    const without = { noEmit: true, incremental: false, composite: false, declaration: false, declarationMap: false };
    const parsed = ts.getParsedCommandLineOfConfigFile(file, without, host);
    return parsed ?? { options: { ...ts.getDefaultCompilerOptions(), ...without }, fileNames: [], errors: [] };
  }

  private host(options: typescript.CompilerOptions): typescript.CompilerHost {
    const host = this.ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    return {
      ...host,
      getCurrentDirectory: () => this.folder,
      fileExists: (name) => {
        const exists = fileExists(name);
        if (!exists) {
          this.note(name, "presence");
        }
        return exists;
      },
      getSourceFile: (name, ...rest) => {
        const version = isOfPackage(name) ? "" : this.note(name, "content").signature;
        const known = this.sources.get(name);
        if (known?.version === version) {
          return known;
        }
        const source = getSourceFile(name, ...rest) as Source | undefined;
        if (source) {
          source.version = version;
          this.sources.set(name, source);
        }
        return source;
      },
    };
  }

  private note(file: string, use: Use): FileRead {
    const read = readNow(file, use);
    if (!isOfPackage(file)) {
      this.reads.set(file, read);
    }
    return read;
  }

  private format(found: readonly typescript.Diagnostic[]): string {
    const text = this.ts.formatDiagnosticsWithColorAndContext(found.slice(0, MOST), {
      getCurrentDirectory: () => this.folder,
      getCanonicalFileName: (name) => name,
      getNewLine: () => "\n",
    });
    return found.length > MOST ? `${text}and ${found.length - MOST} more errors\n` : text;
  }
}

/** Whether a file is of an installed package, which does not change. */
function isOfPackage(file: string): boolean {
  return file.includes("/node_modules/");
}
