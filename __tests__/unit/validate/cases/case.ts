import type { JobSpec, ServiceCheck, TaskGroup } from "../../../../constructs/spec";
import type { RuleCode } from "../../../../constructs/validate";

/** A job and all that is to be said about it. */
export interface Case {
  readonly sentence: string;
  readonly code: RuleCode;
  readonly job: JobSpec;
  /** One line an issue: code, path, message. */
  readonly issues: readonly string[];
}

/** A job that breaks a rule. */
export function breaks(code: RuleCode, sentence: string, job: JobSpec, ...issues: readonly string[]): Case {
  return { sentence, code, job, issues };
}

/** A job that comes near to breaking a rule, and about which nothing is to be said. */
export function keeps(code: RuleCode, sentence: string, job: JobSpec): Case {
  return { sentence, code, job, issues: [] };
}

type Task = NonNullable<TaskGroup["tasks"]>[number];

/** A sound task, but for what the case is about. */
export function task(fields: object = {}): Task {
  const sound = { name: "web", driver: "docker", config: { image: "web:1.2" }, resources: { cpu: 100, memory: 64 } };
  return { ...sound, ...fields } as Task;
}

/** A job with one task, whose group is sound but for what the case is about. */
export function group(fields: object, job: object = {}): JobSpec {
  return { name: "shop", ...job, groups: [{ name: "web", tasks: [task()], ...fields }] } as JobSpec;
}

/** A job with one task, which is sound but for what the case is about. */
export function withTask(fields: object, job: object = {}): JobSpec {
  return group({ tasks: [task(fields)] }, job);
}

export const http: ServiceCheck = { name: "up", type: "http", path: "/", interval: "10s", timeout: "2s" };

export const ports = { ports: [{ name: "http" }] };

export const bridge = { mode: "bridge", ports: [{ name: "http", to: 80 }] } as const;

/** A job whose group has services in a network with the port `http`. */
export function services(...list: readonly object[]): JobSpec {
  return group({ network: ports, services: list });
}

/** A job whose group has one service of Nomad's discovery with one check. */
export function check(fields: object, service: object = {}): JobSpec {
  return services({ name: "shop", provider: "nomad", port: "http", checks: [{ ...http, ...fields }], ...service });
}

/** A job whose group has one service in the Consul mesh. */
export function mesh(connect: object, service: object = {}, network: object | undefined = bridge): JobSpec {
  return group({ network, services: [{ name: "shop", port: "http", connect, ...service }] });
}

/** A job whose group has one service in the Consul mesh, with a sidecar's proxy. */
export function proxy(fields: object, network: object = bridge): JobSpec {
  return mesh({ sidecarService: { proxy: fields } }, {}, network);
}
