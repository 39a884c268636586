import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lockFinding, lockOf, unlock } from "../../../cli/checks/state-lock";
import { synthesize } from "../../../cli/program/synthesize";
import type { Stack } from "../../../cli/stack/stack";
import { type Lab, labUp, labVariables } from "../../../lab";
import { restoreLocalState } from "../../../tools/restore-local-state";
import { testLab } from "../../runner/lab";
import { appOf } from "../app";
import { Rounds, randomFrom } from "./rounds";

jest.setTimeout(1_200_000);

const seed = Number(process.env.CDKNOMAD_TEST_SEED ?? Date.now() % 1_000_000);
const namespace = "fifty";

/** Lines that Terraform says in a round that nothing cuts off: about two for each of 75 writes, and a few around them. */
const WORDS = 200;

describe(`kill -9 of all processes of an apply over 50 jobs (CDKNOMAD_TEST_SEED=${seed})`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-killed-"));
  const random = randomFrom(seed);
  let lab: Lab;
  let access: NodeJS.ProcessEnv;

  const jobsOnServer = async (): Promise<Map<string, string>> => {
    const headers = { "X-Nomad-Token": lab.nomadToken() };
    const response = await fetch(`${lab.nomadAddr}/v1/jobs?namespace=${namespace}&meta=true`, { headers });
    const jobs = (await response.json()) as readonly { ID: string; Meta: { level: string } }[];
    return new Map(jobs.map(({ ID, Meta }) => [ID, Meta.level]));
  };
  const sorted = (jobs: ReadonlyMap<string, string>) => [...jobs].sort(([a], [b]) => (a < b ? -1 : 1));

  const stackIn = async (environment: NodeJS.ProcessEnv): Promise<Stack> => {
    const before = { ...process.env };
    Object.assign(process.env, access, environment);
    try {
      const [stack] = await synthesize(folder);
      return stack as Stack;
    } finally {
      process.env = before;
    }
  };
  const killedRounds = async (stack: Stack, kills: number, whenKilled: () => Promise<void>) => {
    const rounds = new Rounds(stack.folder, access);
    expect(await rounds.terraform(["init", "-reconfigure", "-input=false"])).toMatchObject({ code: 0 });
    let inTheMidst = 0;
    for (let round = 1; round <= kills; round++) {
      rounds.configure(round);
      const moment = { words: 1 + Math.floor(random() * WORDS), pause: Math.floor(random() * 30) };
      const killed = await rounds.terraform(["apply", "-json", "-input=false", "-auto-approve"], moment);
      expect([null, 0]).toContain(killed.code); // an error would be a defect, not a death
      inTheMidst += killed.code === null ? 1 : 0;
      await whenKilled();
      const again = await rounds.terraform(["apply", "-json", "-input=false", "-auto-approve"]);
      if (again.code !== 0) {
        throw new Error(
          `round ${round}, killed after ${moment.words} lines and ${moment.pause} ms:\n${again.output.slice(-3000)}`,
        );
      }
      expect(sorted(await jobsOnServer())).toEqual(sorted(rounds.jobs(round)));
      const state = (await rounds.terraform(["state", "list"])).output.match(/^nomad_job\..*$/gm);
      expect(state?.sort()).toEqual([...rounds.jobs(round).keys()].map((id) => `nomad_job.${id}`).sort());
    }
    const second = await rounds.terraform(["plan", "-detailed-exitcode", "-input=false", "-no-color"]);
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining("No changes.") });
    expect(await rounds.terraform(["destroy", "-json", "-input=false", "-auto-approve"])).toMatchObject({ code: 0 });
    expect(await jobsOnServer()).toEqual(new Map());
    return inTheMidst;
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    access = {
      ...labVariables(lab),
      CDKNOMAD_GUARD: "off", // half of the jobs go in each round
    };
    const app = appOf(path.join(__dirname, "fifty-jobs.ts"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("14 times with a local state: the next run converges, nothing is lost, nothing is left over", async () => {
    const stack = await stackIn({});
    const inTheMidst = await killedRounds(stack, 14, async () => {
      restoreLocalState(path.join(folder, "terraform.fifty.tfstate")); // as every synthesis does
      // The kernel lets go of the lock with the process; the file that Terraform leaves behind is not taken for it.
      expect(await lockOf(stack, access)).toBeUndefined();
    });
    expect(inTheMidst).toBeGreaterThan(0);
  });

  it("6 times with the state in Consul: the finding names the lock that is left, and one command releases it", async () => {
    const stack = await stackIn({ CDKNOMAD_STATE: "cdknomad/killed" });
    const inTheMidst = await killedRounds(stack, 6, async () => {
      const lock = await lockOf(stack, access);
      if (lock) {
        expect(lockFinding(lock).message).toBe(
          `fifty: its state is locked by ${lock.who} since ${lock.since} for apply; wait for it; if that process is gone, ` +
            `Consul lets go by itself within a minute, and at once with: cdknomad unlock fifty ${lock.id}`,
        );
        expect(lock.who).toMatch(/^\S+@\S+$/);
        expect(lock.since).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        await unlock(stack, lock.id, access);
      }
      expect(await lockOf(stack, access)).toBeUndefined();
    });
    expect(inTheMidst).toBeGreaterThan(0);
  });
});
