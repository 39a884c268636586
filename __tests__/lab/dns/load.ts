import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Lab } from "../../../lab";

/** One question and what became of it; times in milliseconds since 1970. */
export interface Question {
  readonly asked: number;
  readonly answered?: number;
  /** Why there was no answer. */
  readonly failed?: string;
}

/** What a user saw of the name service. */
export interface Figures {
  readonly asked: number;
  readonly lost: number;
  /** The longest time in which no question was answered, in seconds. */
  readonly gap: number;
}

/** Someone outside the cluster who asks 20 times a second. */
export class Load {
  private readonly questions: Question[] = [];
  private rest = "";

  private constructor(
    private readonly process: ChildProcess,
    private readonly began: number,
  ) {
    process.stdout?.on("data", (chunk) => {
      const lines = (this.rest + chunk).split("\n");
      this.rest = lines.pop() ?? "";
      this.questions.push(...lines.map((line) => JSON.parse(line) as Question));
    });
  }

  /** Starts asking, and returns when the first question was answered. */
  static async start(lab: Lab, server: string, name: string): Promise<Load> {
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const program = path.join(__dirname, "ask.ts");
    const command = await lab.commandOn("client", [process.execPath, "--import", tsx, program, server, name]);
    const [file, ...args] = command.argv;
    const child = spawn(file, args, { env: command.env, stdio: ["pipe", "pipe", "inherit"] });
    const load = new Load(child, Date.now());
    await load.until(({ answered }) => answered !== undefined);
    return load;
  }

  /** Waits for a question that has such an outcome. */
  async until(holds: (question: Question) => boolean, patience = 60_000): Promise<Question> {
    const from = this.questions.length;
    const deadline = Date.now() + patience;
    for (;;) {
      const found = this.questions.slice(from).find(holds);
      if (found) return found;
      if (this.process.exitCode !== null) throw new Error("the one who asks has ended; what it said is above");
      if (Date.now() > deadline) {
        throw new Error(`no such answer in ${patience / 1000} s; last: ${JSON.stringify(this.questions.at(-1))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The figures of all questions that were asked since a time. */
  figures(since = this.began): Figures {
    const asked = this.questions.filter((question) => question.asked >= since);
    return {
      asked: asked.length,
      lost: asked.filter(({ answered }) => answered === undefined).length,
      gap: gap(asked, since),
    };
  }

  /** Those that were not answered, for a person to see why. */
  failures(since = this.began): Question[] {
    return this.questions.filter(({ asked, answered }) => asked >= since && answered === undefined);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const closed = once(this.process, "close");
    this.process.stdin?.end();
    await closed;
  }
}

/** The longest pause between two answers, the time until the first and after the last included. */
function gap(questions: readonly Question[], since: number): number {
  const answered = questions.flatMap((question) => question.answered ?? []).sort((one, other) => one - other);
  const end = Math.max(since, ...questions.map(({ asked }) => asked));
  const times = [since, ...answered, end];
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time))) / 1000;
}
