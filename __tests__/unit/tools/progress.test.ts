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
});
