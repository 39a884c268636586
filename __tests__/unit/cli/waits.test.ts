import type { ProgressEvent } from "../../../cli/progress";
import { Waits } from "../../../cli/waits";

const event = (
  name: string,
  message: string,
  counts?: readonly [number, number],
  resource = "lab/web",
): ProgressEvent => ({
  resource,
  event: name,
  message,
  ...(counts && { deployment: { front: { healthy: counts[0], desired: counts[1] } } }),
});

interface Terminal {
  readonly isTTY?: boolean;
  readonly rows?: number;
}

/** Returns what is written for events that are 12 s apart. */
function written(events: readonly ProgressEvent[], terminal: Terminal): string {
  return writtenUntil(events, terminal, (waits) => waits.stop());
}

/** Returns what is written for events that are 12 s apart, while the wait continues unless it is ended. */
function writtenUntil(
  events: readonly ProgressEvent[],
  { isTTY = true, rows = 24 }: Terminal,
  end: (waits: Waits) => void = () => {},
): string {
  jest.useFakeTimers();
  const parts: string[] = [];
  let time = 0;
  const write = (part: string) => parts.push(part) > 0;
  const waits = new Waits({ out: { isTTY, columns: 60, rows, write }, colors: false, now: () => time });
  for (const each of events) {
    waits.receive(each);
    time += 12_000;
    jest.advanceTimersByTime(100);
  }
  end(waits);
  const text = parts.join("");
  waits.stop();
  jest.useRealTimers();
  return text;
}

const pull = "task main of group front on node n1: Failed to pull `nginx:1.27.0`: manifest unknown";

describe("the wait for a job in a log", () => {
  it("has a line for each state of the deployment and each cause, each once, and leaves the failure to Terraform", () => {
    const events = [
      event("registered", "nomad accepted the job"),
      event("deployment", "Deployment is running", [0, 3]),
      event("deployment", "Deployment is running", [0, 3]),
      event("cause", pull),
      event("cause", pull),
      event("cause", "task main of group front on node n1: exited with code 1\n  stderr: no such table"),
      event("waiting", "2 allocations to start"),
      event("failed", `${pull}\ncorrect the name and the tag of the image`),
    ];
    expect(written(events, { isTTY: false }).split("\n")).toEqual([
      "lab/web  nomad accepted the job",
      "lab/web  Deployment is running (front 0/3 healthy)",
      `lab/web  ! ${pull}`,
      "lab/web  ! task main of group front on node n1: exited with code 1",
      "      stderr: no such table",
      "",
    ]);
  });

  it("shows control characters of the cluster by their numbers, and indents each further line of a cause", () => {
    const events = [event("cause", "\x1b[2Jgone\n✔ nomad_job.web created", undefined, "lab/\x1b]0;x\x07web\nfaked")];
    expect(written(events, { isTTY: false })).toBe(
      "lab/\\x1b]0;x\\x07web\\nfaked  ! \\x1b[2Jgone\n    ✔ nomad_job.web created\n",
    );
  });
});

/** Returns the lines that a terminal shows after a text with the codes that move the cursor up and erase lines. */
function screen(text: string): readonly string[] {
  const lines = [""];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes of terminals
  for (const part of text.match(/\x1b\[\d*[A-Z]|\n|[^\x1b\n]+/g) ?? []) {
    const last = lines.length - 1;
    if (part === "\n") {
      lines.push("");
    } else if (part === "\x1b[1A") {
      lines.pop();
    } else if (part === "\x1b[2K") {
      lines[last] = "";
    } else if (part !== "\x1b[G") {
      lines[last] += part;
    }
  }
  return lines;
}

describe("the wait for a job on a terminal", () => {
  const registered = event("registered", "nomad accepted the job");
  const running = event("deployment", "Deployment is running", [1, 3]);

  it("is one line with the groups and the elapsed time, below what is printed", () => {
    const parts = writtenUntil([registered, event("cause", pull), running], { rows: 24 });
    expect(screen(parts)).toEqual([`lab/web  ! ${pull}`, "⠹ lab/web  front 1/3 healthy · 36 s", ""]);
  });

  it("leaves only the result when it ends", () => {
    const text = written([registered, running, event("done", "runs as specified")], { isTTY: true });
    expect(screen(text)).toEqual(["lab/web  runs as specified", ""]);
  });

  it("is erased as a whole when it is longer than the terminal is wide", () => {
    const text = written([event("registered", "x".repeat(200)), event("done", "runs as specified")], { isTTY: true });
    expect(screen(text)).toEqual(["lab/web  runs as specified", ""]);
  });

  it("has no more lines than the terminal has, so that all of them can be erased", () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      event("registered", "accepted", undefined, `lab/job${index}`),
    );
    expect(screen(writtenUntil(jobs, { rows: 10 })).length).toBeLessThanOrEqual(10);
  });
});
