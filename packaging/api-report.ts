import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";
import { type EntryPoint, entryPoints } from "./entry-points";

/** The API report of one entry point, compared with the committed one. */
export interface ApiReport {
  readonly specifier: string;
  /** The name of its file in `api/`. */
  readonly file: string;
  readonly changed: boolean;
  /** Messages of the extractor. */
  readonly messages: readonly string[];
}

/**
 * Compares `api/*.api.md` with the exports of the package's entry points.
 *
 * @param root the folder of the repository
 * @param write whether to replace committed reports that differ
 * @throws Error if the library does not compile
 */
export function apiReports(root: string, write: boolean): ApiReport[] {
  const declarations = mkdtempSync(path.join(tmpdir(), "cdknomad-api-"));
  try {
    const tsc = require.resolve("typescript/bin/tsc");
    const settings = path.join(root, "tsconfig.build.json");
    execFileSync(process.execPath, [tsc, "-p", settings, "--outDir", declarations, "--emitDeclarationOnly"], {
      stdio: "inherit",
    });
    nameCdk(declarations);
    // The extractor ignores declarations inside node_modules, so they are in a folder next to it.
    symlinkSync(path.join(root, "node_modules"), path.join(declarations, "node_modules"));
    copyFileSync(path.join(root, "package.json"), path.join(declarations, "package.json"));
    const reports = entryPoints(root).map((entry) => report(root, declarations, entry, write));
    const exported = reports.map(({ file }) => readFileSync(path.join(root, "api", file), "utf8")).join("\n");
    return reports.map(({ messages, ...rest }) => ({
      ...rest,
      messages: messages.filter((each) => !isIn(exported, each)),
    }));
  } finally {
    rmSync(declarations, { recursive: true });
  }
}

/** Replaces the import `#cdk`, which the extractor would follow into the files of the CDK, by the name that a program imports. */
function nameCdk(declarations: string): void {
  for (const entry of readdirSync(declarations, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && file.endsWith(".d.ts")) {
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('"#cdk"', '"cdktf"'));
    }
  }
}

/** Whether a message concerns a symbol that an entry point of the package exports. */
function isIn(exported: string, message: string): boolean {
  // The extractor adds a number to the second symbol of one name, such as our type and the generated one that it is made from.
  const [, symbol] = /\(ae-forgotten-export\) The symbol "(\w+?)(?:_\d+)?"/.exec(message) ?? [];
  return (
    symbol !== undefined && new RegExp(`^export (abstract )?(class|interface|type) ${symbol}\\b`, "m").test(exported)
  );
}

function report(root: string, declarations: string, { specifier, module }: EntryPoint, write: boolean): ApiReport {
  const file = `${specifier.replaceAll("/", "-")}.api.md`;
  const configObject: IConfigFile = {
    projectFolder: declarations,
    mainEntryPointFilePath: path.join(declarations, `${module}.d.ts`),
    // The default would include every folder of the repository.
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: "ES2022",
          module: "Node16",
          moduleResolution: "Node16",
          skipLibCheck: true,
          types: ["node"],
        },
        files: [path.join(declarations, `${module}.d.ts`)],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: path.join(root, "api"),
      reportTempFolder: path.join(declarations, "reports"),
      reportFileName: file,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: "lf",
    messages: {
      // Every export is public; this project uses no release tags.
      extractorMessageReporting: {
        default: { logLevel: ExtractorLogLevel.Warning },
        "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
        "ae-undocumented": { logLevel: ExtractorLogLevel.None },
      },
      // typedoc checks the docstrings.
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
  const config = ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: path.join(declarations, "api-extractor.json"),
    packageJsonFullPath: path.join(declarations, "package.json"),
  });
  const messages: string[] = [];
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Warning || message.logLevel === ExtractorLogLevel.Error) {
        messages.push(message.formatMessageWithoutLocation());
      }
      message.handled = true;
    },
  });
  return { specifier, file, changed: apiReportChanged, messages };
}
