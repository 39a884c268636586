import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
      /^error: node main\.js ended with 1; mend what it says above \(--verbose shows the stack\)$/m,
    );
    expect(code).toBe(1);
  });

  it("is shown with its stack when somebody asks for it", async () => {
    const { code, stderr } = await run(["node", bin, "plan", "--verbose"], { cwd: folder });
    expect(stderr).toMatch(/Error: the port is taken\n\s+at deploy \(.*main\.js:2:9\)/);
    expect(stderr).toMatch(/^error: node main\.js ended with 1; mend what it says above$/m);
    expect(code).toBe(1);
  });
});
