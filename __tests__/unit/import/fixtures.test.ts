import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { assemble } from "../../../cli/import/assemble";
import { readTarget } from "../../../cli/import/read-target";
import { NomadClient } from "../../../clients";
import { repositoryRoot } from "../../../tools/cache";
import { silent } from "../../../tools/progress";
import { formatted } from "./biome";
import { deployedJob } from "./evaluate";
import { canonical, plain } from "./nomad";

jest.setTimeout(300_000);

const folder = path.join(__dirname, "fixtures");
const pairs = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), "utf8");
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\n\`\`\``).exec(text)?.[1];
  const stack = path.basename(name, ".md");
  return {
    title: /^# (.*)/.exec(text)?.[1] ?? name,
    stack,
    file: block("hcl") === undefined ? `${stack}.json` : `${stack}.nomad.hcl`,
    input: `${block("hcl") ?? block("json")}\n`,
    output: `${block("typescript")}\n`,
  };
});

async function imported({ stack, file, input }: (typeof pairs)[number]): Promise<string | undefined> {
  const temporary = mkdtempSync(path.join(tmpdir(), "cdknomad-import-"));
  try {
    const target = path.join(temporary, file);
    writeFileSync(target, input);
    const options = { vars: [], varFiles: [], nomad: new NomadClient({ address: "" }), isTakeOver: false };
    const { jobs, refusals } = await readTarget({ kind: "file", path: target }, options, silent);
    expect(refusals).toEqual([]);
    const [written] = assemble(jobs, { out: repositoryRoot, stack, origin: file, state: false });
    return written?.files[0]?.text;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

describe.each(pairs)("$title", (pair) => {
  it("is imported as a user would write it", async () => {
    expect(await imported(pair)).toBe(pair.output);
  });

  it("needs no formatting", () => {
    expect([pair.output]).toEqual(formatted([pair.output]));
  });

  it("deploys what Nomad reads in the file", async () => {
    const { wire, refusal } = deployedJob(pair.output);
    expect(refusal).toBeUndefined();
    const [written] = await canonical([{ path: pair.file, body: pair.input }]);
    const [deployed] = await canonical([{ path: "cdk.tf.json", body: JSON.stringify(wire) }]);
    expect(plain(deployed)).toEqual(plain(written));
  });
});
