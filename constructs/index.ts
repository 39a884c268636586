export { AclPolicy, type AclPolicyProps, type JobAcl } from "./acl-policy";
export type { AclRules, NamespaceCapability, NamespacePolicy, NamespaceRule, VariablesCapability } from "./acl-rules";
export { type ClusterSettings, ClusterStack, type NomadSettings, type Providers } from "./cluster-stack";
export { Job, type JobProps, type JobTerraformOptions } from "./job";
export { type INamespace, Namespace, type NamespaceProps } from "./namespace";
export * from "./spec";
export type { Ignore } from "./validate";
