export { AclPolicy, type AclPolicyProps, type JobAcl } from "./acl-policy";
export { AclRole, type AclRoleProps, type IAclRole } from "./acl-role";
export type {
  AclRules,
  CapabilityRule,
  CoarsePolicy,
  NamespaceCapability,
  NamespacePolicy,
  NamespaceRule,
  OperatorCapability,
  SentinelCapability,
  VariablesCapability,
} from "./acl-rules";
export { AclToken, type AclTokenProps } from "./acl-token";
export type { AuthJwtSettings } from "./auth-jwt";
export {
  AuthMethod,
  type AuthMethodProps,
  type JwtKeys,
  type JwtLogin,
  type LoginClaims,
  type OidcLogin,
} from "./auth-method";
export { BindingRule, type BindingRuleProps } from "./binding-rule";
export { CiAccess, type CiAccessProps } from "./ci-access";
export {
  type ClusterSettings,
  ClusterStack,
  type ConsulSettings,
  type NomadSettings,
  type Providers,
  type TlsSettings,
} from "./cluster-stack";
export { ConsulAclPolicy, type ConsulAclPolicyProps } from "./consul/acl-policy";
export { ConsulAclRole, type ConsulAclRoleProps } from "./consul/acl-role";
export type { ConsulAclRules, ConsulPolicy } from "./consul/acl-rules";
export { type StateRight, statePolicy } from "./consul/state-policy";
export { TaskRole, type TaskRoleProps } from "./consul/task-role";
export {
  type CsiTopology,
  CsiVolume,
  type CsiVolumeAccessMode,
  type CsiVolumeMountOptions,
  type CsiVolumeProps,
} from "./csi-volume";
export { dedent } from "./dedent";
export type { Confirmation, GuardSettings } from "./guard";
export { HostVolume, type HostVolumeAccessMode, type HostVolumeProps } from "./host-volume";
export { Job, type JobProps, type JobTerraformOptions } from "./job";
export {
  type IGrantingNamespace,
  type INamespace,
  Namespace,
  type NamespaceCapabilities,
  type NamespaceNodePoolConfig,
  type NamespaceProps,
} from "./namespace";
export type { IGrantee, NamespaceRights } from "./rights";
export { Secret } from "./secret";
export * from "./spec/public";
export type {
  ConsulState,
  FileState,
  HttpState,
  HttpStateSettings,
  S3State,
  S3StateSettings,
  StateSettings,
} from "./state-settings";
export { type ClusterFacts, type Ignore, RULE_CODES, type RuleCode } from "./validate";
export { type PlainValue, Variable, type VariableProps } from "./variable";
export type { GroupVolume, IVolume, JobGroup, VolumeCapability } from "./volume";
export type { VolumeSize } from "./volume-size";
export { Workload } from "./workload";
export {
  ExistingWorkloadIdentity,
  type ExistingWorkloadIdentityProps,
  type TaskRoles,
  WorkloadIdentity,
  type WorkloadIdentityProps,
} from "./workload-identity";
