import type { Lab } from "../../../lab";
import { OnHost } from "./on-host";
import type { Outcome } from "./question";

/** What a user saw of the name service. */
export interface Figures {
  readonly asked: number;
  /** Questions that were asked a second time after 5 s, as a resolver does. */
  readonly repeated: number;
  /** Questions without an answer, also when they were repeated. */
  readonly lost: number;
  /** The longest time in which no question was answered, in seconds. */
  readonly gap: number;
}

/** Someone outside the cluster who asks 20 times a second. */
export class Load {
  private readonly questions: Outcome[] = [];
  private readonly began = Date.now();
  private asker: OnHost | undefined;

  private constructor() {}

  /** Starts asking, and returns when the first question was answered. */
  static async start(lab: Lab, server: string, name: string): Promise<Load> {
    const load = new Load();
    load.asker = await OnHost.start<Outcome>(lab, "client", "ask.ts", [server, name], (question) =>
      load.questions.push(question),
    );
    await load.until(({ answered }) => answered !== undefined);
    return load;
  }

  /** Waits for a question that has such an outcome. */
  async until(holds: (question: Outcome) => boolean, patience = 60_000): Promise<Outcome> {
    const from = this.questions.length;
    const deadline = Date.now() + patience;
    for (;;) {
      const found = this.questions.slice(from).find(holds);
      if (found) {
        return found;
      }
      if (this.asker?.ended) {
        throw new Error("the process that asks has ended; its output is above");
      }
      if (Date.now() > deadline) {
        throw new Error(`no such answer in ${patience / 1000} s; last: ${JSON.stringify(this.questions.at(-1))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for an answer to a question that was asked so many milliseconds after a time. */
  async goesOn(since: number, milliseconds: number): Promise<void> {
    await this.until(({ asked, answered }) => asked > since + milliseconds && answered !== undefined);
  }

  /** The figures of the questions that were asked since a time and have ended; after {@link stop} that is all of them. */
  figures(since = this.began): Figures {
    const asked = this.questions.filter((question) => question.asked >= since);
    return {
      asked: asked.length,
      repeated: asked.filter(({ repeated }) => repeated).length,
      lost: asked.filter(({ answered }) => answered === undefined).length,
      gap: gap(asked, since),
    };
  }

  /** Those that were not answered, for a person to see why. */
  failures(since = this.began): Outcome[] {
    return this.questions.filter(({ asked, answered }) => asked >= since && answered === undefined);
  }

  /** Asks no more, and waits for the questions that are on their way. */
  async stop(): Promise<void> {
    await this.asker?.stop();
  }
}

/** The longest pause between two answers, the time until the first and after the last included. */
function gap(questions: readonly Outcome[], since: number): number {
  const answered = questions.flatMap((question) => question.answered ?? []).sort((one, other) => one - other);
  const end = Math.max(since, ...questions.map(({ asked }) => asked));
  const times = [since, ...answered, end];
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time))) / 1000;
}
