/** A fuzzer of ours written in Go: its function, and where it is. */
export interface GoTarget {
  readonly area: "provider" | "importer";
  /** The folder of the Go module. */
  readonly module: string;
  /** The package in it. */
  readonly folder: string;
  readonly name: string;
}

const provider = (folder: string, name: string): GoTarget => ({ area: "provider", module: "provider", folder, name });

/** All of them; a unit test holds this list against the functions that there are. */
export const goTargets: readonly GoTarget[] = [
  { area: "provider", module: "provider/jobspec", folder: ".", name: "FuzzJob" },
  { area: "provider", module: "provider/jobspec", folder: ".", name: "FuzzDrift" },
  provider("internal/fuzz", "FuzzConfiguration"),
  provider("internal/nomad/aclpolicy", "FuzzRules"),
  provider("internal/consul/configentry", "FuzzDocument"),
  provider("internal/nomad/volume", "FuzzCapacity"),
  provider("internal/nomad/job", "FuzzSnapshot"),
  { area: "importer", module: "tools/modules/jobspec", folder: ".", name: "FuzzAnswer" },
];
