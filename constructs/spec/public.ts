export type * from "../../.gen/nomad/blocks";
// those whose names are taken by ours: what ours are made from, and the blocks beside our constructs
export type {
  ConsulConnect as GeneratedConsulConnect,
  JobSpec as GeneratedJobSpec,
  Resources as GeneratedResources,
  Secret as GeneratedSecret,
  Service as GeneratedService,
  SidecarTask as GeneratedSidecarTask,
  Task as GeneratedTask,
  TaskGroup as GeneratedTaskGroup,
  WorkloadIdentity as GeneratedWorkloadIdentity,
} from "../../.gen/nomad/blocks";
export type * from "../../.gen/nomad/drivers";
export type { Duration, DurationPart, Interpolated, Json, NetworkMode } from "../../.gen/nomad/scalars";
export { versions } from "../../.gen/nomad/versions";
export type * from "../../.gen/nomad/wire";
export type { FoundProblem, Issue } from "../issue";
export { type DecodeOptions, decodeJob } from "./decode";
export {
  type KnownDriver,
  type OtherDriver,
  type OtherDriverName,
  otherDriver,
  type TaskDriver,
  untypedDriver,
} from "./driver";
export { formatDuration, parseDuration } from "./duration";
export { encodeJob } from "./encode";
export { SpecError } from "./spec-error";
// our own types take the place of the generated ones of the same name
export type {
  ConsulConnect,
  EitherCpuOrCores,
  JobSpec,
  Resources,
  Service,
  SidecarTask,
  Task,
  TaskBase,
  TaskGroup,
} from "./types";
