import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { messageMask } from "../../../cli/plan/message-mask";
import { Stack } from "../../../cli/stack/stack";
import { encodeJob } from "../../../constructs/spec";
import { job } from "./changes";

describe("a secret that the program of a stack has", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-known-"));
  const hide = (text: string) => messageMask(new Stack("apps", folder))(text);

  beforeAll(() => {
    const file = path.join(folder, "upstream");
    writeFileSync(file, "Upstream-phrase-of-old\n");
    const later = path.join(folder, "later");
    writeFileSync(later, "Sideways-phrase-of-old\n");
    process.env.TF_VAR_known = "Downstream-phrase";
    process.env.TF_VAR_known_later = "Later-phrase";
    const spec = job({
      task: {
        env: {
          DB_PASSWORD: 'Correct-"horse"',
          LEVEL: "production",
          ADMIN_PASSWORD: "postgres",
          PIN_CODE: "Quite-open",
        },
        templates: [{ destination: "local/a", data: "user=ann\npassword=Battery-staple\n" }],
        config: { command: "sh", args: ["-c", "app --url redis://:Margin-call@db"] },
      },
    });
    const resource = {
      nomad_job: { web: { jobspec: JSON.stringify(encodeJob(spec)), json: true } },
      nomad_variable: {
        v: {
          path: "app/db",
          items: {
            any: "Plain-but-hidden",
            read: `\${sensitive(trimspace(file(pathexpand("${file}"))))}`,
            given: "$" + "{var.known}",
          },
          items_wo: `{"a":"\${trimprefix(trimsuffix(jsonencode(join("", [var.known_later])), "\\""), "\\"")}","b":"\${trimprefix(trimsuffix(jsonencode(join("", [sensitive(trimspace(file(pathexpand("${later}"))))])), "\\""), "\\"")}"}`,
        },
        w: {
          path: "app/written",
          items_wo: JSON.stringify({ any: "Written-but-hidden" }),
        },
      },
    };
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ resource }));
  });

  afterAll(() => {
    delete process.env.TF_VAR_known;
    delete process.env.TF_VAR_known_later;
    rmSync(folder, { recursive: true });
  });

  it.each([
    ["is part of a sentence", "it says Battery-staple to all", "it says (masked) to all"],
    ["is printed with escapes", 'got "Correct-\\"horse\\"", alas', 'got "(masked)", alas'],
    ["is a part of an address", "cannot reach Margin-call", "cannot reach (masked)"],
    ["is an item of a variable", "wrote Plain-but-hidden", "wrote (masked)"],
    ["comes from a file", "read Upstream-phrase-of-old", "read (masked)"],
    ["comes from the environment", "read Downstream-phrase", "read (masked)"],
    ["comes from a file and is write-only", "read Sideways-phrase-of-old", "read (masked)"],
    ["comes from the environment and is write-only", "read Later-phrase", "read (masked)"],
    ["is written into a write-only argument", "wrote Written-but-hidden", "wrote (masked)"],
  ])("is hidden in what others say where it %s", (_, text, shown) => {
    expect(hide(text)).toBe(shown);
  });

  it("leaves all else as it is, and a secret that is a plain word where no name is before it", () => {
    const text = "postgres of production is Quite-open at app/db; DB_PASSWORD is refused";
    expect(hide(text)).toBe(text);
  });
});
