/**
 * The jobs that each program of `bench/synth` writes: two groups, one with a web server, its health check, twelve values of `env`, and a
 * template of fifteen lines, and one with a worker of the same size.
 */

export interface Wanted {
  readonly name: string;
  readonly image: string;
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  readonly env: Readonly<Record<string, string>>;
  readonly template: string;
}

export const datacenter = "dc1";
export const nomadAddress = "http://127.0.0.1:4646";

export function wantedJobs(count: number): readonly Wanted[] {
  return Array.from({ length: count }, (_, number) => wantedJob(`app-${String(number).padStart(5, "0")}`, number));
}

function wantedJob(name: string, number: number): Wanted {
  const keys = [
    "LOG_LEVEL",
    "REGION",
    "CACHE",
    "QUEUE",
    "TIMEOUT",
    "RETRIES",
    "WORKERS",
    "FEATURES",
    "TENANT",
    "ZONE",
    "MODE",
    "BASE_URL",
  ];
  return {
    name,
    image: `registry.example.com/team/${name}:1.${number}.0`,
    groups: [
      { name: "web", count: 2 },
      { name: "worker", count: 1 },
    ],
    env: Object.fromEntries(keys.map((key, index) => [key, `${name}-value-${index}`])),
    template: Array.from(
      { length: 15 },
      (_, line) => `setting.${line} = "${name} {{ env "NOMAD_ALLOC_ID" }} ${line}"`,
    ).join("\n"),
  };
}
