import { cdktfOutput } from "../../../cli/cdktf-output";

function shown(...chunks: readonly string[]): string[] {
  return shownTo({ colors: true }, ...chunks);
}

function shownTo(reader: { readonly colors: boolean }, ...chunks: readonly string[]): string[] {
  const lines: string[] = [];
  const output = cdktfOutput((line) => lines.push(line), reader);
  chunks.forEach(output.write);
  output.end();
  return lines;
}

describe("the output of cdktf in a log", () => {
  it("has no spinner, no tally of stacks, and one blank line where there were many", () => {
    expect(
      shown(
        "\n⠋  Synthesizing\n\x1b[2K\x1b[1A\x1b[2K\x1b[G⠙  Synthesizing\n",
        "\n\n1 Stack deploying     1 Stack done     0 Stacks waiting\n",
        "\x1b[2K\x1b[1A\x1b[2K\x1b[Gapps  nomad_job.default_it-tools: Creating...\n\n\n\n",
        "apps  Apply complete!\n",
      ),
    ).toEqual(["apps  nomad_job.default_it-tools: Creating...", "", "apps  Apply complete!"]);
  });

  it("keeps colors, and lines that come in pieces", () => {
    expect(shown("\x1b[32m+ cre", "ate\x1b[0m\nlast, without an end")).toEqual([
      "\x1b[32m+ create\x1b[0m",
      "last, without an end",
    ]);
  });

  it("has no character that is none where nobody sees colors", () => {
    const colored = "\x1b[2K\x1b[Gapps  \x1b[0m\x1b[1mnomad_job.shop: \x1b[38;5;2mCreating...\x1b[0m\n";
    expect(shownTo({ colors: false }, colored)).toEqual(["apps  nomad_job.shop: Creating..."]);
  });

  it("keeps what only looks like a tally", () => {
    expect(shown("1 Stack deploying failed: no such namespace\n")).toEqual([
      "1 Stack deploying failed: no such namespace",
    ]);
  });
});
