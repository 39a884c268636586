// Terraform cannot print what the provider finds out while it waits for a job, so cdktf shows only "Still creating...". The
// provider writes that to a file, and this prints the causes in it while cdktf runs.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** Prints each cause that blocks a job once, until this process ends. */
module.exports = function followProgress() {
  if (process.env.CDKNOMAD_PROGRESS !== undefined) {
    return; // the command that started this one prints them
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cdktf-progress-"));
  const file = path.join(folder, "progress.jsonl");
  fs.writeFileSync(file, "", { mode: 0o600 });
  process.env.CDKNOMAD_PROGRESS = file;
  const printed = new Set();
  let offset = 0;
  const read = () => {
    const text = fs.readFileSync(file);
    const end = text.lastIndexOf("\n") + 1;
    for (const line of text.subarray(offset, end).toString().split("\n")) {
      const words = causeOf(line);
      if (words !== undefined && !printed.has(words)) {
        printed.add(words);
        console.error(words); // cdktf prints it above the lines that it redraws
      }
    }
    offset = Math.max(offset, end);
  };
  setInterval(read, 250).unref();
  process.on("exit", () => {
    read();
    fs.rmSync(folder, { recursive: true, force: true });
  });
};

/** Returns the words for a cause, undefined for other events. Names and messages come from the cluster. */
function causeOf(line) {
  try {
    const { resource, event, message } = JSON.parse(line);
    return ["cause", "blocked"].includes(event)
      ? `${visible(resource.replaceAll("\n", " "))}  ! ${visible(message).replaceAll("\n", "\n    ")}`
      : undefined;
  } catch {
    return undefined; // an incomplete line, for example on a full disk
  }
}

/** Shows characters that control the display by their numbers, as cli/report/visible.ts does. */
function visible(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}
