/**
 * What a plan over many jobs costs, on a lab of its own, with jobs that place nothing: the first plan, the plan with nothing
 * to do and that with one change; beside our own provider made to read each job, beside Terraform with as many resources
 * that do nothing, and beside the server alone. Run it with `npm run bench:plan`, other numbers of jobs as `-- --300`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Lab, labDown, labUp } from "../../lab";
import { silent, terminalProgress } from "../../tools/progress";
import { ensureTerraform } from "../../tools/terraform";
import { cdktfDiff } from "./cdktf-diff";
import { type CountingProxy, countingProxy } from "./counting-proxy";
import { idleResources } from "./idle-resources";
import { type Cost, measure } from "./processes";
import { namingState, registerAll, withTextsOf } from "./registered";
import { type Server, serverCost } from "./server-cost";

const repository = path.join(__dirname, "..", "..");
const name = "bench-plan";

/** From so many jobs on, only what ends within minutes runs, and once. */
const MANY = 5_000;

class Benchmark {
  /** How often what is compared runs, one after the other, so that a drifting machine does not decide. */
  private readonly pairs: number;
  readonly folder = mkdtempSync(path.join(tmpdir(), "cdknomad-bench-plan-"));
  private readonly stack = path.join(this.folder, "cdktf.out", "stacks", "jobs");

  constructor(
    private readonly lab: Lab,
    private readonly terraform: string,
    private readonly jobs: number,
  ) {
    this.pairs = jobs < MANY ? 3 : 1;
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const app = `node --import ${tsx} ${path.join(__dirname, "program.ts")}`;
    writeFileSync(path.join(this.folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
  }

  async run(): Promise<void> {
    console.log(`\n${this.jobs} jobs`);
    await this.synthesize();
    await this.terraformDoes("init");
    this.print("first plan", await this.terraformDoes("plan"));
    if (this.jobs < MANY) {
      const { ours, named } = await cdktfDiff(this.folder, this.stack, this.environment());
      this.print("first plan, cdktf diff", ours);
      this.print("first plan, cdktf diff, constructs named", named);
    }
    if (this.jobs < MANY) {
      this.print("apply", await this.terraformDoes("apply", {}, "-auto-approve"));
    } else {
      await this.takeIn();
    }
    await this.noop();
    if (this.jobs < MANY) {
      await this.counted();
    }
    await this.synthesize({ BENCH_CHANGED: "1" });
    this.print("one change", await this.terraformDoes("plan"));
    await this.command();
    const { listing, reading, planning } = await serverCost(this.server());
    const seconds = (value: number) => `${value.toFixed(2)} s`;
    console.log(
      `  the server alone: listing ${seconds(listing)}, reading ${seconds(reading)}, planning ${seconds(planning)}`,
    );
    rmSync(this.folder, { recursive: true });
  }

  /** What an apply leaves, in a fraction of its time: the jobs registered over HTTP, and their state by a refresh. */
  private async takeIn(): Promise<void> {
    await registerAll(this.stack, this.server());
    await this.push(namingState(this.stack));
    this.print("refresh after an import", await this.terraformDoes("apply", {}, "-refresh-only", "-auto-approve"));
    const state = readFileSync(await this.pull(), "utf8");
    await this.push(withTextsOf(this.stack, JSON.parse(state)));
  }

  private async push(state: object): Promise<void> {
    const file = path.join(this.folder, "pushed.tfstate");
    writeFileSync(file, JSON.stringify(state));
    await measure([this.terraform, "state", "push", file], this.stack, this.environment());
  }

  private async pull(): Promise<string> {
    const file = path.join(this.folder, "pulled.tfstate");
    const script = `"$0" state pull > "$1"`;
    await measure(["bash", "-c", script, this.terraform, file], this.stack, this.environment());
    return file;
  }

  private server(): Server {
    return { address: this.lab.nomadAddr, token: this.lab.nomadToken() };
  }

  private async noop(): Promise<void> {
    const idle = path.join(this.folder, "idle");
    idleResources(this.stack, idle);
    await measure([this.terraform, "init"], idle, this.environment());
    const rounds: { readonly ours: Cost; readonly each: Cost; readonly nothing: Cost }[] = [];
    for (let round = 0; round < this.pairs; round++) {
      rounds.push({
        ours: await this.terraformDoes("plan"),
        each: await this.terraformDoes("plan", { CDKNOMAD_READ_EACH_JOB: "1" }),
        nothing: await measure([this.terraform, "plan", "-detailed-exitcode"], idle, this.environment()),
      });
    }
    this.print("no-op plan", middle(rounds.map(({ ours }) => ours)));
    this.print("no-op plan, each job read", middle(rounds.map(({ each }) => each)));
    this.print("no-op plan, resources that do nothing", middle(rounds.map(({ nothing }) => nothing)));
    for (const against of ["each", "nothing"] as const) {
      const wall = middleOf(rounds.map((round) => round[against].seconds / round.ours.seconds));
      const processor = middleOf(rounds.map((round) => round[against].processor / round.ours.processor));
      const words = against === "each" ? "reading each job takes" : "doing nothing takes";
      console.log(`  ${words} ${wall.toFixed(2)} times as long, ${processor.toFixed(2)} times the processor`);
    }
  }

  /** API calls, through a proxy: a run of its own, as the proxy costs time. */
  private async counted(): Promise<void> {
    const proxy: CountingProxy = await countingProxy(this.lab.nomadAddr);
    await this.synthesize({ NOMAD_ADDR: proxy.address });
    await this.terraformDoes("plan");
    this.printCalls("no-op plan", proxy);
    if (this.jobs < MANY) {
      await this.terraformDoes("plan", { CDKNOMAD_READ_EACH_JOB: "1" });
      this.printCalls("no-op plan, each job read", proxy);
    }
    await this.synthesize({ NOMAD_ADDR: proxy.address, BENCH_CHANGED: "1" });
    await this.terraformDoes("plan");
    this.printCalls("one change", proxy);
    proxy.close();
    await this.synthesize();
  }

  /** `cdknomad plan` against the two commands that it stands for, with nothing to do and with one change. */
  private async command(): Promise<void> {
    await this.compareCommand("no-op", {}, 0);
    await this.compareCommand("one change", { BENCH_CHANGED: "1" }, 2);
  }

  private async compareCommand(what: string, changes: NodeJS.ProcessEnv, code: number): Promise<void> {
    const node = [process.execPath, path.join(repository, "bin", "cdknomad"), "plan"] as const;
    const rounds: { readonly ours: Cost; readonly bare: Cost; readonly typed: Cost }[] = [];
    for (let round = 0; round < this.pairs; round++) {
      const ours = await measure([...node], this.folder, this.environment(changes), [code]);
      const synthesis = await this.synthesize(changes);
      const after = async (settings: NodeJS.ProcessEnv) =>
        sum(synthesis, await this.terraformDoes("plan", { ...changes, ...settings }, "-out=saved"));
      // A person who types the two has not set what cdknomad sets.
      rounds.push({ ours, bare: await after({}), typed: await after({ GOGC: undefined, GOMEMLIMIT: undefined }) });
    }
    this.print(`${what}, cdknomad plan`, middle(rounds.map(({ ours }) => ours)));
    for (const [against, words] of [
      ["bare", "with the same settings of Go"],
      ["typed", "with Go's own"],
    ] as const) {
      this.print(`synthesis and terraform plan, ${words}`, middle(rounds.map((round) => round[against])));
      const wall = middleOf(rounds.map((round) => round.ours.seconds / round[against].seconds));
      const processor = middleOf(rounds.map((round) => round.ours.processor / round[against].processor));
      console.log(
        `  cdknomad plan takes ${wall.toFixed(2)} times as long, ${processor.toFixed(2)} times the processor`,
      );
    }
  }

  private async synthesize(changes: NodeJS.ProcessEnv = {}): Promise<Cost> {
    const { app } = JSON.parse(readFileSync(path.join(this.folder, "cdktf.json"), "utf8"));
    const environment = this.environment({ ...changes, CDKTF_OUTDIR: path.join(this.folder, "cdktf.out") });
    return measure(["sh", "-c", app], this.folder, environment);
  }

  private terraformDoes(command: string, changes: NodeJS.ProcessEnv = {}, ...options: string[]): Promise<Cost> {
    return measure([this.terraform, command, "-input=false", ...options], this.stack, this.environment(changes));
  }

  private environment(changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      NOMAD_ADDR: this.lab.nomadAddr,
      NOMAD_TOKEN: this.lab.nomadToken(),
      CONSUL_HTTP_ADDR: this.lab.consulAddr,
      CONSUL_HTTP_TOKEN: this.lab.consulToken(),
      // As cdknomad plan and cdktf set it.
      GOGC: "400",
      GOMEMLIMIT: "2GiB",
      BENCH_JOBS: String(this.jobs),
      ...changes,
    };
  }

  private print(what: string, { seconds, processor, megabytes }: Cost): void {
    const columns = [`${seconds.toFixed(1)} s`, `processor ${processor.toFixed(1)} s`, `${megabytes.toFixed(0)} MB`];
    console.log(`  ${what.padEnd(40)} ${columns.join("  ")}`);
  }

  private printCalls(what: string, proxy: CountingProxy): void {
    const calls = [...proxy.take()].map(([kind, count]) => `${count} ${kind}`);
    console.log(`  API calls, ${what}: ${calls.join(", ")}`);
  }
}

function sum(one: Cost, other: Cost): Cost {
  return {
    seconds: one.seconds + other.seconds,
    processor: one.processor + other.processor,
    megabytes: Math.max(one.megabytes, other.megabytes),
  };
}

function middle(costs: readonly Cost[]): Cost {
  const of = (read: (cost: Cost) => number) => middleOf(costs.map(read));
  return {
    seconds: of(({ seconds }) => seconds),
    processor: of(({ processor }) => processor),
    megabytes: of(({ megabytes }) => megabytes),
  };
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function run(): Promise<void> {
  const terraform = await ensureTerraform(terminalProgress());
  const named = process.argv.slice(2).map((argument) => Number(argument.replace("--", "")));
  const sizes = named.length > 0 ? named : [100, 1_000, MANY];
  for (const size of sizes) {
    // A lab for each, as taking thousands of jobs away again takes longer than a new one.
    const lab = await labUp({ name, progress: silent });
    try {
      await new Benchmark(lab, terraform, size).run();
    } finally {
      await labDown(name);
    }
  }
}

void run();
