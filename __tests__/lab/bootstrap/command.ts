import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Finished, run } from "../../../tools/run";
import type { Agent } from "./agents";

const program = path.join(__dirname, "program.ts");
const killAt = path.join(__dirname, "kill-at.ts");

/** The machine of a person who bootstraps: a state folder, and the command run as a process of its own. */
export class Person {
  readonly state = mkdtempSync(path.join(tmpdir(), "cdknomad-state-"));

  constructor(private readonly agents: readonly Agent[]) {}

  /** `cdknomad <arguments>`; killed right before the step of that number if one is given. */
  cdknomad(args: readonly string[], extra: NodeJS.ProcessEnv = {}, step?: number): Promise<Finished> {
    const { NOMAD_TOKEN: _1, CONSUL_HTTP_TOKEN: _2, ...rest } = process.env;
    const addresses = { NOMAD_ADDR: this.address("nomad"), CONSUL_HTTP_ADDR: this.address("consul") };
    const kill = step === undefined ? [] : ["--require", killAt];
    return run([process.execPath, "--require", require.resolve("tsx/cjs"), ...kill, program, ...args], {
      env: { ...rest, NO_COLOR: "1", XDG_STATE_HOME: this.state, ...addresses, KILL_AT: String(step), ...extra },
    });
  }

  /** The tokens that `cdknomad env` gives. */
  async tokens(): Promise<{ consul: string; nomad: string }> {
    const { code, stdout, stderr } = await this.cdknomad(["env", "--json"]);
    if (code !== 0) {
      throw new Error(stderr);
    }
    const { CONSUL_HTTP_TOKEN: consul, NOMAD_TOKEN: nomad } = JSON.parse(stdout) as Record<string, string>;
    return { consul: String(consul), nomad: String(nomad) };
  }

  /** What is in the folder of the cluster, by name, with the mode of each file. */
  files(): Record<string, string> {
    const folder = this.folder();
    return Object.fromEntries(
      readdirSync(folder)
        .sort()
        .filter((file) => file !== "lock")
        .map((file) => [file, (statSync(path.join(folder, file)).mode & 0o777).toString(8)]),
    );
  }

  /** The text of a file in the folder of the cluster. */
  read(file: string): string {
    return readFileSync(path.join(this.folder(), file), "utf8");
  }

  /** The folder of the cluster. */
  folder(): string {
    return path.join(this.state, "cdknomad", "clusters", "cluster");
  }

  remove(): void {
    rmSync(this.state, { recursive: true });
  }

  private address(name: string): string | undefined {
    return this.agents.find((agent) => agent.name === name)?.address;
  }
}
