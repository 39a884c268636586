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

/** Returns what is written for events that are 12 s apart. */
function written(events: readonly ProgressEvent[], { isTTY }: { readonly isTTY: boolean }): string {
  jest.useFakeTimers();
  const parts: string[] = [];
  let time = 0;
  const write = (part: string) => parts.push(part) > 0;
  const waits = new Waits({ out: { isTTY, columns: 60, write }, colors: false, now: () => time });
  for (const each of events) {
    waits.receive(each);
    time += 12_000;
    jest.advanceTimersByTime(100);
  }
  waits.stop();
  jest.useRealTimers();
  return parts.join("");
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

describe("the wait for a job on a terminal", () => {
  it("is one line with the groups and the elapsed time, which ends with the wait", () => {
    const text = written(
      [
        event("registered", "nomad accepted the job"),
        event("deployment", "Deployment is running", [1, 3]),
        event("done", "runs as specified"),
      ],
      { isTTY: true },
    );
    expect(text).toContain("⠋ lab/web  nomad accepted the job · 12 s\n");
    expect(text).toContain("\x1b[1A\r\x1b[J⠙ lab/web  front 1/3 healthy · 24 s\n");
    expect(text.split("\x1b[1A\r\x1b[J").pop()).toBe("lab/web  runs as specified\n");
  });

  it("is cut at the width of the terminal, because a wrapped line could not be erased", () => {
    const text = written([event("registered", "x".repeat(200))], { isTTY: true });
    const longest = Math.max(...text.split("\n").map((line) => line.length));
    expect(longest).toBe(59);
  });
});
