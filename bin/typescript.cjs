// Lets `require` load the TypeScript of a clone, so that no build is needed. tsx takes longer to load than most commands run, so it is used
// only to show the lines of a stack trace. Here the compiler is loaded only for a file that changed since it was compiled.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const user = process.getuid?.() ?? "user";

/** The folder of the compiled files. Another user must not be able to write code that this one runs. */
const folder = path.join(os.tmpdir(), `compiled-for-cdknomad-${user}`);

/** Whether the folder belongs to this user alone; it is created if it does not exist. */
function isOwn() {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const status = fs.lstatSync(folder);
    return status.isDirectory() && (status.uid === user || user === "user") && (status.mode & 0o022) === 0;
  } catch {
    return false; // no space, or a file system that cannot be written
  }
}

function compile(source, file) {
  const { ModuleKind, ScriptTarget, transpileModule } = require("typescript");
  const compilerOptions = {
    target: ScriptTarget.ES2022,
    module: ModuleKind.Node16,
    esModuleInterop: true,
    isolatedModules: true,
  };
  return transpileModule(source, { fileName: file, compilerOptions }).outputText;
}

/** Returns a file as JavaScript. The first line of a compiled file says of which version of its source it is. */
function compiled(file) {
  const { mtimeMs, size, ino } = fs.statSync(file);
  const kept = path.join(folder, `${createHash("sha1").update(file).digest("hex")}.js`);
  const mark = `// ${mtimeMs} ${size} ${ino}\n`;
  try {
    const text = fs.readFileSync(kept, "utf8");
    if (text.startsWith(mark)) {
      return text;
    }
  } catch {
    // It was never compiled.
  }
  const text = `${mark}${compile(fs.readFileSync(file, "utf8"), file)}`;
  try {
    const temporary = `${kept}.${process.pid}`;
    fs.writeFileSync(temporary, text, { mode: 0o600 });
    fs.renameSync(temporary, kept);
  } catch {
    // It is compiled again the next time.
  }
  return text;
}

const isVerbose = process.argv.includes("--verbose") || process.env.CDKNOMAD_VERBOSE === "1";
if (!isVerbose && isOwn()) {
  const others = Object.entries(require.extensions);
  for (const [ending] of others) {
    delete require.extensions[ending];
  }
  // Node searches in this order: of a module and the data beside it, the module is meant.
  require.extensions[".ts"] = (module, file) => module._compile(compiled(file), file);
  Object.assign(require.extensions, Object.fromEntries(others));
} else {
  require("tsx/cjs");
}
