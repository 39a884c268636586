import { type AllocationStub, type JobNews, JobWatch, type TaskEvent } from "../../../cli/dev/jobs/job-news";
import { describePlacement } from "../../../cli/dev/jobs/placement";

const job = {
  TaskGroups: [{ Name: "front", Tasks: [{ Name: "init", Lifecycle: { Hook: "prestart" } }, { Name: "web" }] }],
};
const REGISTERED = 1_000;

const event = (Type: string, at: number, DisplayMessage = ""): TaskEvent => ({ Type, Time: at * 1e6, DisplayMessage });

function allocation(
  ID: string,
  web: { readonly State: string; readonly Failed?: boolean; readonly Events?: readonly TaskEvent[] },
  more: Partial<AllocationStub> = {},
): AllocationStub {
  const TaskStates = { web: { Failed: false, ...web } };
  return {
    ID,
    NodeName: "n1",
    TaskGroup: "front",
    JobVersion: 2,
    ClientStatus: "running",
    DesiredStatus: "run",
    CreateTime: REGISTERED * 1e6,
    TaskStates,
    ...more,
  };
}

function watch(): JobWatch {
  const jobWatch = new JobWatch();
  jobWatch.expect(job as never, 2, REGISTERED);
  return jobWatch;
}

const words = (news: readonly JobNews[]) =>
  news.map((one) => (one.kind === "event" ? `${one.isProblem ? "!" : ""}${one.text}` : one.kind));

describe("the news of a job", () => {
  it("are the events of the new version since its registration, each once", () => {
    const jobWatch = watch();
    const received = [
      event("Driver", 900, "older"),
      event("Received", 1_100),
      event("Driver", 1_200, "Downloading image"),
    ];
    expect(words(jobWatch.news([allocation("a", { State: "pending", Events: received })]))).toEqual([
      "Driver: Downloading image",
    ]);
    const started = [...received, event("Started", 1_300, "Task started by client")];
    expect(words(jobWatch.news([allocation("a", { State: "running", Events: started })]))).toEqual([
      "Started: Task started by client",
      "started",
      "running",
    ]);
    expect(jobWatch.news([allocation("a", { State: "running", Events: started })])).toEqual([]);
  });

  it("are not those of an earlier version", () => {
    expect(
      watch().news([allocation("a", { State: "running", Events: [event("Killing", 1_100)] }, { JobVersion: 1 })]),
    ).toEqual([]);
  });

  it("are also those of a later version, to which Nomad reverts", () => {
    expect(words(watch().news([allocation("a", { State: "running" }, { JobVersion: 3 })]))).toEqual(["running"]);
  });

  it("mark what went wrong", () => {
    const events = [
      event("Driver Failure", 1_100, "Failed to pull `page:2`"),
      event("Terminated", 1_200, 'Exit Code: 3, Exit Message: "..."'),
      event("Terminated", 1_300, "Exit Code: 0"),
    ];
    expect(words(watch().news([allocation("a", { State: "pending", Events: events })]))).toEqual([
      "!Driver Failure: Failed to pull `page:2`",
      '!Terminated: Exit Code: 3, Exit Message: "..."',
      "Terminated: Exit Code: 0",
    ]);
  });

  it("say that an allocation runs as soon as its main tasks do, and not while only a prestart task runs", () => {
    const init = { State: "running", Failed: false };
    const preparing = allocation("a", { State: "pending" });
    const news = watch().news([{ ...preparing, TaskStates: { ...preparing.TaskStates, init } }]);
    expect(news).toEqual([]);
  });

  it("say that a task that ended without a failure has run, and one that failed has not", () => {
    expect(words(watch().news([allocation("a", { State: "dead" })]))).toEqual(["running"]);
    expect(words(watch().news([allocation("a", { State: "dead", Failed: true })]))).toEqual([]);
  });

  it("say so again for a version that updates the allocation in place", () => {
    const jobWatch = watch();
    expect(jobWatch.news([allocation("a", { State: "running" })])).toMatchObject([{ kind: "running", isNew: true }]);
    jobWatch.expect(job as never, 3, 2_000);
    const updated = allocation("a", { State: "running" }, { JobVersion: 3 });
    expect(jobWatch.news([updated])).toMatchObject([{ kind: "running", isNew: false }]);
  });
});

describe("a group without a place", () => {
  it("is reported with constraints and exhausted resources", () => {
    const metrics = {
      NodesEvaluated: 3,
      ConstraintFiltered: { "${attr.kernel.name} = windows": 2 },
      DimensionExhausted: { memory: 1 },
    };
    expect(describePlacement("front", metrics)).toBe(
      "group front waits for a node: 2 nodes: ${attr.kernel.name} = windows; 1 node: memory exhausted",
    );
  });
  it("is reported with the number of nodes if Nomad has no reason", () => {
    expect(describePlacement("front", { NodesEvaluated: 0 })).toBe("group front waits for a node: 0 nodes evaluated");
  });
});
