import fc from "fast-check";
import { formatDuration, parseDuration } from "../../../constructs/spec";

test.each([
  ["0s", 0],
  ["0", 0],
  ["10s", 10_000_000_000],
  ["1h30m", 5_400_000_000_000],
  ["500ms", 500_000_000],
  ["1.5h", 5_400_000_000_000],
  [".5s", 500_000_000],
  ["1us2ns", 1002],
  ["3µs", 3000],
  ["-1m", -60_000_000_000],
  ["8760h", 31_536_000_000_000_000],
])("%s is %d nanoseconds", (text, nanoseconds) => {
  expect(parseDuration(text)).toBe(nanoseconds);
});

test.each(["", "10", "s", "10 s", "1d", "1e3s", "10S", "1h 30m", "ten", "1..5s", ".s", "3000000h"])(
  "%p is no duration",
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test.each([
  [0, "0s"],
  [90_000_000_000, "1m30s"],
  [300_000_000_000, "5m"],
  [1_500_000_000, "1s500ms"],
  [86_400_000_000_000, "24h"],
  [-5_000_000_000, "-5s"],
])("%d nanoseconds are written %s", (nanoseconds, text) => {
  expect(formatDuration(nanoseconds)).toBe(text);
});

test("every number of nanoseconds is read back from what is written for it", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (nanoseconds) => {
      expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds === 0 ? 0 : nanoseconds);
    }),
  );
});
