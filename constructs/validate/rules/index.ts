import type { RuleCode } from "../codes";
import type { Rule } from "../rule";
import { artifactInvalid } from "./artifacts";
import { checkIncomplete, checkNeedsConsul, checkRestartIgnored, checkThreshold, checkWithoutPort } from "./checks";
import {
  checkExposed,
  connectKind,
  connectNameCase,
  connectNative,
  connectNetwork,
  connectNotAllowed,
  connectUpstreams,
  gatewayInvalid,
  sidecarTcpCheck,
  transparentProxy,
} from "./connect";
import { affinityInvalid, constraintInvalid, distinctHostsCount, distinctInTask, spreadInvalid } from "./constraints";
import { broadCapabilities, hostNamespace, imageNotPinned, privilegedContainer } from "./containers";
import {
  datacenterEmpty,
  deprecatedField,
  emptyJob,
  enterpriseOnly,
  jobPriority,
  priorityAboveDefault,
  textTooLong,
} from "./job-blocks";
import { blockForOtherType, placementOnSystemJob, systemCount } from "./job-type";
import { duplicateName, jobId, nameInvalid } from "./names";
import { negativeValue } from "./negative-value";
import { cronNeverFires, parameterizedMeta, periodicCron, periodicTimeZone } from "./periodic";
import { driverPortNotDeclared, networkInvalid, portNotDeclared, portOutOfRange, staticPortCollision } from "./ports";
import { resourcesInvalid, resourcesMissing, scalingBounds } from "./resources";
import { disconnectChoice, migrateWindows, rescheduleWindows, restartPolicy, taskRestartWindow } from "./restart";
import { secretInEnv } from "./secrets-in-env";
import { addressMode, duplicateService, serviceName, serviceProviderMixed, serviceTask } from "./services";
import {
  actionInvalid,
  csiPlugin,
  identityDoubled,
  identityInvalid,
  identityLoose,
  killTimeoutCapped,
  killTimeoutOverDeadline,
  leaderDoubled,
  logsOverDisk,
  noMainTask,
  secretInvalid,
} from "./tasks";
import { changeMode, pathLeavesAllocation, templateInvalid, templateNotVisible } from "./templates";
import {
  autoPromoteInSomeGroups,
  autoPromoteWithoutCanary,
  canaryCannotBePlaced,
  canaryNeedsFreeNodes,
  maxParallelAboveCount,
  updateWindows,
} from "./update";
import { hostPathMounted, volumeNotDeclared, volumeRequest } from "./volumes";

/** All rules, in the order in which their issues are reported. A new rule is a file of its own and a line here. */
export const RULES = [
  jobId,
  nameInvalid,
  duplicateName,
  emptyJob,
  jobPriority,
  priorityAboveDefault,
  datacenterEmpty,
  textTooLong,
  systemCount,
  placementOnSystemJob,
  blockForOtherType,
  periodicCron,
  cronNeverFires,
  periodicTimeZone,
  parameterizedMeta,
  negativeValue,
  updateWindows,
  autoPromoteWithoutCanary,
  autoPromoteInSomeGroups,
  maxParallelAboveCount,
  canaryCannotBePlaced,
  canaryNeedsFreeNodes,
  restartPolicy,
  taskRestartWindow,
  rescheduleWindows,
  migrateWindows,
  disconnectChoice,
  constraintInvalid,
  distinctInTask,
  affinityInvalid,
  spreadInvalid,
  distinctHostsCount,
  portNotDeclared,
  driverPortNotDeclared,
  staticPortCollision,
  portOutOfRange,
  networkInvalid,
  serviceName,
  duplicateService,
  serviceProviderMixed,
  addressMode,
  serviceTask,
  checkWithoutPort,
  checkIncomplete,
  checkNeedsConsul,
  checkThreshold,
  checkRestartIgnored,
  connectNotAllowed,
  connectKind,
  connectNetwork,
  connectNative,
  connectNameCase,
  connectUpstreams,
  transparentProxy,
  gatewayInvalid,
  checkExposed,
  sidecarTcpCheck,
  volumeNotDeclared,
  volumeRequest,
  hostPathMounted,
  templateInvalid,
  changeMode,
  pathLeavesAllocation,
  templateNotVisible,
  artifactInvalid,
  leaderDoubled,
  noMainTask,
  killTimeoutOverDeadline,
  killTimeoutCapped,
  identityInvalid,
  identityDoubled,
  identityLoose,
  secretInvalid,
  actionInvalid,
  csiPlugin,
  logsOverDisk,
  resourcesInvalid,
  resourcesMissing,
  scalingBounds,
  imageNotPinned,
  privilegedContainer,
  broadCapabilities,
  hostNamespace,
  secretInEnv,
  enterpriseOnly,
  deprecatedField,
] as const satisfies readonly Rule<RuleCode>[];
