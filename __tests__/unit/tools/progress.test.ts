import { PassThrough } from "node:stream";
import { formatElapsed, terminalProgress } from "../../../tools/progress";

describe("progress", () => {
  it.each([
    [380, "0.4 s"],
    [9_940, "9.9 s"],
    [12_400, "12 s"],
    [59_800, "1 min 0 s"],
    [200_000, "3 min 20 s"],
  ])("writes %d ms as %s", (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text);
  });

  const captured = async (work: () => Promise<void>) => {
    const stream = new PassThrough();
    let text = "";
    stream.on("data", (chunk) => {
      text += chunk;
    });
    const done = terminalProgress(stream as unknown as NodeJS.WriteStream).step("building x", work);
    await done.catch(() => {});
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequence of a color
    return text.replace(/\x1b\[[0-9;]*m/g, "");
  };

  it("is one line for a short step in a log", async () => {
    expect(await captured(async () => {})).toMatch(/^✔ building x 0\.\d s\n$/);
  });

  it("marks a step that failed", async () => {
    expect(await captured(() => Promise.reject(new Error("no")))).toMatch(/^✘ building x 0\.\d s\n$/);
  });

  it("shows a running step in a log after two seconds", async () => {
    jest.useFakeTimers();
    try {
      let finish = () => {};
      const text = captured(
        () =>
          new Promise((resolve) => {
            finish = resolve;
          }),
      );
      jest.advanceTimersByTime(17_500);
      finish();
      expect(await text).toBe("  building x ... 2.0 s\n  building x ... 15 s\n✔ building x 18 s\n");
    } finally {
      jest.useRealTimers();
    }
  });

  describe("of two steps at the same time", () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    /** Runs two steps, of which the second ends first, and returns the output. */
    const twoSteps = async (stream: NodeJS.WriteStream, between: () => void) => {
      const ends: (() => void)[] = [];
      const step = (title: string, detail: string) =>
        // Each command has a progress of its own for the same terminal.
        terminalProgress(stream).step(title, (say) => {
          say(detail);
          return new Promise<void>((resolve) => ends.push(resolve));
        });
      const [nomad, consul] = [step("building nomad", "package 7 of 9"), step("building consul", "package 2 of 9")];
      jest.advanceTimersByTime(2_000);
      between();
      ends[1]?.();
      await consul;
      between();
      ends[0]?.();
      await nomad;
    };

    it("has a line for each of them in a log", async () => {
      const stream = new PassThrough();
      await twoSteps(stream as unknown as NodeJS.WriteStream, () => {});
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequence of a color
      expect(String(stream.read()).replace(/\x1b\[[0-9;]*m/g, "")).toBe(
        [
          "  building nomad ... 2.0 s, package 7 of 9",
          "  building consul ... 2.0 s, package 2 of 9",
          "✔ building consul 2.0 s",
          "✔ building nomad 2.0 s",
          "",
        ].join("\n"),
      );
    });

    it("redraws a line for each running one on a terminal, no longer than the terminal is wide", async () => {
      const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 34 });
      const screens: string[][] = [];
      let text = "";
      await twoSteps(stream as unknown as NodeJS.WriteStream, () => {
        text += stream.read();
        screens.push(screen(text));
      });
      expect(screens[0]).toEqual([
        expect.stringMatching(/^. building nomad 2\.0 s · package 7$/),
        expect.stringMatching(/^. building consul 2\.0 s · package $/),
      ]);
      expect(screens[1]).toEqual([
        expect.stringMatching(/^✔ building consul 2\.0 s$/),
        expect.stringMatching(/^. building nomad 2\.0 s · package 7$/),
      ]);
    });
  });
});

/** Returns the lines that a terminal shows after a text that erases lines. */
function screen(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of colors
  const plain = text.replace(/\x1b\[[0-9;]*m/g, "");
  const lines: string[] = [""];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences that erase a line, and move up or to its start
  for (const [part] of plain.matchAll(/\x1b\[2K|\x1b\[1?A|\x1b\[G|\n|[^\x1b\n]+/g)) {
    if (part === "\x1b[2K") {
      lines[lines.length - 1] = "";
    } else if (part.endsWith("A")) {
      lines.pop();
    } else if (part === "\n") {
      lines.push("");
    } else if (part !== "\x1b[G") {
      lines[lines.length - 1] += part;
    }
  }
  return lines.filter((line) => line !== "");
}
