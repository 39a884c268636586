export type { CheckProps, ContainerDriver, ContainerPort, ContainerProps, DriverOptions } from "./container";
export { CronJob, type CronJobFields, type CronJobProps } from "./cron-job";
export {
  type AcmeProps,
  type BasicAuthMiddleware,
  type HeadersMiddleware,
  Ingress,
  type IngressProps,
  type IngressTls,
  type IpAllowListMiddleware,
  type Middleware,
  type RateLimitMiddleware,
  type SharedVirtualIp,
  type StoredCertificate,
} from "./ingress";
export { type BuiltJob, JobPattern, type PatternProps } from "./job-pattern";
export { NodeAgent, type NodeAgentFields, type NodeAgentProps } from "./node-agent";
export { type DatabaseAccess, Postgres } from "./postgres";
export { PostgresBackup, type PostgresBackupFields, type PostgresBackupProps } from "./postgres-backup";
export type {
  DatabaseVolume,
  InstanceVolumes,
  PostgresConsul,
  PostgresDatabase,
  PostgresFields,
  PostgresProps,
} from "./postgres-props";
export { type Environment, ProgramPattern } from "./program-pattern";
export type { IngressProgram, Route, RoutedService } from "./route";
export type { IReadableVariable, SecretItem, Secrets } from "./secrets";
export { type TraefikOptions, traefik } from "./traefik";
export type { MountedVolume, VolumeOfConstruct, VolumeOfName, VolumeUse, WritableVolume } from "./volumes";
export { WebService } from "./web-service";
export type { WebServiceFields, WebServiceProps } from "./web-service-props";
