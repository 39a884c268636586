import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crashDumpFilter } from "../../../cli/program/crash-dump";
import { run } from "../../../tools/run";

jest.setTimeout(60_000);

describe("a program that does not synthesize", () => {
  const bin = path.join(__dirname, "../../../bin/cdknomad");
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "verbose-"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "node main.js" }));
    writeFileSync(
      path.join(folder, "main.js"),
      'function deploy() {\n  throw new Error("the port is taken");\n}\ndeploy();\n',
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("is shown with what it says, and not with how it came there", async () => {
    const { code, stderr } = await run(["node", bin, "plan"], { cwd: folder });
    expect(stderr).toContain("the port is taken");
    expect(stderr).not.toContain("at deploy");
    expect(stderr).toMatch(
      /^error: the program failed \(`node main\.js` exited with 1\); fix the error above and run the command again; --verbose shows the stack trace \(program-failed\)$/m,
    );
    expect(code).toBe(1);
  });

  it("is shown with its stack when the user passes --verbose", async () => {
    const { code, stderr } = await run(["node", bin, "plan", "--verbose"], { cwd: folder });
    expect(stderr).toMatch(/Error: the port is taken\n\s+at deploy \(.*main\.js:2:9\)/);
    expect(stderr).toMatch(
      /^error: the program failed \(`node main\.js` exited with 1\); fix the error above and run the command again \(program-failed\)$/m,
    );
    expect(code).toBe(1);
  });
});

describe("a program that cdktf synthesizes", () => {
  const bin = path.join(__dirname, "../../../bin/cdktf");
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cdktf-synth-"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "node main.mjs" }));
    const message = "Validation failed with the following errors:\\n  [apps/web] the port is taken";
    writeFileSync(path.join(folder, "main.mjs"), `console.error("building");\nthrow new Error("${message}");\n`);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([["synth"], ["deploy"]])("shows its error once and alone in cdktf %s", async (command) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", TF_CLI_CONFIG_FILE: "/nonexistent/terraformrc" };
    const { code, stdout, stderr } = await run(["node", bin, command], { cwd: folder, env });
    expect(`${stdout}${stderr}`).toBe(`building
Error: Validation failed with the following errors:
  [apps/web] the port is taken
error: the program failed (\`node main.mjs\` exited with 1); fix the error above and run the command again; --verbose shows the stack trace (program-failed)
`);
    expect(code).toBe(1);
  });
});

describe("the filter for a crash dump", () => {
  const filtered = (...chunks: readonly string[]) => {
    let printed = "";
    const filter = crashDumpFilter((text) => {
      printed += text;
    });
    for (const chunk of chunks) {
      filter.write(chunk);
    }
    filter.end();
    return printed;
  };

  it("passes on what only looks like the beginning of one", () => {
    const text = "/etc/hosts:12\none\ntwo\nthree\n/last/line:3\n";
    expect(filtered(text)).toBe(text);
    expect(filtered("no line ", "feed")).toBe("no line feed\n");
  });

  it("leaves the message, in whatever parts it arrives", () => {
    const dump =
      "before\n/app/main.js:2\n  throw new Error();\n  ^\n\nError: the port\n  is taken\n\nNode.js v20.20.2\n";
    expect(filtered(...dump)).toBe("before\nError: the port\n  is taken\n");
  });

  it("leaves out the fields that Node shows below a message", () => {
    const error =
      "[CodedError: the port [http]\n  is taken (port-taken)] {\n  code: 'port-taken',\n  reason: 'it is'\n}";
    expect(filtered(`/app/main.js:2\n  throw error;\n  ^\n\n${error}\n\nNode.js v20.20.2\n`)).toBe(
      "CodedError: the port [http]\n  is taken (port-taken)\n",
    );
  });
});
