import type { RuleCode } from "../codes";
import type { AnyRule } from "../rule";
import { actionInvalid } from "./action-invalid";
import { addressMode } from "./address-mode";
import { affinityInvalid } from "./affinity-invalid";
import { artifactInvalid } from "./artifact-invalid";
import { autoPromoteInSomeGroups } from "./auto-promote-in-some-groups";
import { autoPromoteWithoutCanary } from "./auto-promote-without-canary";
import { blockForOtherType } from "./block-for-other-type";
import { broadCapabilities } from "./broad-capabilities";
import { canaryCannotBePlaced } from "./canary-cannot-be-placed";
import { canaryNeedsFreeNodes } from "./canary-needs-free-nodes";
import { changeMode } from "./change-mode";
import { checkExposed } from "./check-exposed";
import { checkIncomplete } from "./check-incomplete";
import { checkNeedsConsul } from "./check-needs-consul";
import { checkRestartIgnored } from "./check-restart-ignored";
import { checkThreshold } from "./check-threshold";
import { checkWithoutPort } from "./check-without-port";
import { connectKind } from "./connect-kind";
import { connectNameCase } from "./connect-name-case";
import { connectNative } from "./connect-native";
import { connectNetwork } from "./connect-network";
import { connectNotAllowed } from "./connect-not-allowed";
import { connectUpstreams } from "./connect-upstreams";
import { constraintInvalid } from "./constraint-invalid";
import { cronNeverFires } from "./cron-never-fires";
import { csiPlugin } from "./csi-plugin";
import { datacenterEmpty } from "./datacenter-empty";
import { deprecatedField } from "./deprecated-field";
import { disconnectChoice } from "./disconnect-choice";
import { distinctHostsCount } from "./distinct-hosts-count";
import { distinctInTask } from "./distinct-in-task";
import { driverPortNotDeclared } from "./driver-port-not-declared";
import { duplicateName } from "./duplicate-name";
import { duplicateService } from "./duplicate-service";
import { emptyJob } from "./empty-job";
import { enterpriseOnly } from "./enterprise-only";
import { gatewayInvalid } from "./gateway-invalid";
import { groupPortNotDeclared } from "./group-port-not-declared";
import { hostNamespace } from "./host-namespace";
import { hostPathMounted } from "./host-path-mounted";
import { identityDoubled } from "./identity-doubled";
import { identityInvalid } from "./identity-invalid";
import { identityLoose } from "./identity-loose";
import { imageNotPinned } from "./image-not-pinned";
import { jobId } from "./job-id";
import { jobPriority } from "./job-priority";
import { killTimeoutCapped } from "./kill-timeout-capped";
import { killTimeoutOverDeadline } from "./kill-timeout-over-deadline";
import { leaderDoubled } from "./leader-doubled";
import { logsOverDisk } from "./logs-over-disk";
import { maxParallelAboveCount } from "./max-parallel-above-count";
import { migrateWindows } from "./migrate-windows";
import { nameInvalid } from "./name-invalid";
import { negativeValue } from "./negative-value";
import { networkInvalid } from "./network-invalid";
import { noMainTask } from "./no-main-task";
import { parameterizedMeta } from "./parameterized-meta";
import { pathLeavesAllocation } from "./path-leaves-allocation";
import { periodicCron } from "./periodic-cron";
import { periodicTimeZone } from "./periodic-time-zone";
import { placementOnSystemJob } from "./placement-on-system-job";
import { portNotDeclared } from "./port-not-declared";
import { portOutOfRange } from "./port-out-of-range";
import { priorityAboveDefault } from "./priority-above-default";
import { privilegedContainer } from "./privileged-container";
import { rescheduleWindows } from "./reschedule-windows";
import { resourcesInvalid } from "./resources-invalid";
import { resourcesMissing } from "./resources-missing";
import { restartPolicy } from "./restart-policy";
import { scalingBounds } from "./scaling-bounds";
import { secretInEnv } from "./secret-in-env";
import { secretInvalid } from "./secret-invalid";
import { serviceName } from "./service-name";
import { serviceProviderMixed } from "./service-provider-mixed";
import { serviceTask } from "./service-task";
import { sidecarTcpCheck } from "./sidecar-tcp-check";
import { spreadInvalid } from "./spread-invalid";
import { staticPortCollision } from "./static-port-collision";
import { systemCount } from "./system-count";
import { taskRestartWindow } from "./task-restart-window";
import { templateInvalid } from "./template-invalid";
import { templateNotVisible } from "./template-not-visible";
import { textTooLong } from "./text-too-long";
import { transparentProxy } from "./transparent-proxy";
import { updateWindows } from "./update-windows";
import { volumeNotDeclared } from "./volume-not-declared";
import { volumeRequest } from "./volume-request";

/** All rules, in the order of their codes. Written by `npm run gen:rules` from the files of the rules. */
export const RULES = [
  actionInvalid,
  addressMode,
  affinityInvalid,
  artifactInvalid,
  autoPromoteInSomeGroups,
  autoPromoteWithoutCanary,
  blockForOtherType,
  broadCapabilities,
  canaryCannotBePlaced,
  canaryNeedsFreeNodes,
  changeMode,
  checkExposed,
  checkIncomplete,
  checkNeedsConsul,
  checkRestartIgnored,
  checkThreshold,
  checkWithoutPort,
  connectKind,
  connectNameCase,
  connectNative,
  connectNetwork,
  connectNotAllowed,
  connectUpstreams,
  constraintInvalid,
  cronNeverFires,
  csiPlugin,
  datacenterEmpty,
  deprecatedField,
  disconnectChoice,
  distinctHostsCount,
  distinctInTask,
  driverPortNotDeclared,
  duplicateName,
  duplicateService,
  emptyJob,
  enterpriseOnly,
  gatewayInvalid,
  groupPortNotDeclared,
  hostNamespace,
  hostPathMounted,
  identityDoubled,
  identityInvalid,
  identityLoose,
  imageNotPinned,
  jobId,
  jobPriority,
  killTimeoutCapped,
  killTimeoutOverDeadline,
  leaderDoubled,
  logsOverDisk,
  maxParallelAboveCount,
  migrateWindows,
  nameInvalid,
  negativeValue,
  networkInvalid,
  noMainTask,
  parameterizedMeta,
  pathLeavesAllocation,
  periodicCron,
  periodicTimeZone,
  placementOnSystemJob,
  portNotDeclared,
  portOutOfRange,
  priorityAboveDefault,
  privilegedContainer,
  rescheduleWindows,
  resourcesInvalid,
  resourcesMissing,
  restartPolicy,
  scalingBounds,
  secretInEnv,
  secretInvalid,
  serviceName,
  serviceProviderMixed,
  serviceTask,
  sidecarTcpCheck,
  spreadInvalid,
  staticPortCollision,
  systemCount,
  taskRestartWindow,
  templateInvalid,
  templateNotVisible,
  textTooLong,
  transparentProxy,
  updateWindows,
  volumeNotDeclared,
  volumeRequest,
] as const satisfies readonly (AnyRule & { readonly code: RuleCode })[];
