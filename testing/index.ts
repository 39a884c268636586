export type * from "../cli/report/report";
export type { Finished } from "../tools/run";
export type { HealthyAllocation, HealthyAllocations } from "./health";
export {
  type HealthyOptions,
  type JobOptions,
  type LogOptions,
  type StartLabOptions,
  startLab,
  type TestLab,
} from "./lab";
export { assertAllowed, assertDrift, assertEmptyPlan, assertForbidden, matchers } from "./matchers";
export type { DrainOptions, TestNode } from "./node";
export type { DigAnswer, DigOptions, FetchAnswer, FetchOptions, ServiceTarget } from "./outside";
export type { Program } from "./program";
export { asTerraformReads, type Synthesized, synthesized } from "./synthesized";
export type { ApiAnswer, TestToken } from "./token";
export type { Verdict } from "./verdicts";
