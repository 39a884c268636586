/** The content of a project as a drawing shows it. Names are sorted, so that equal projects have equal drawings. */
export interface Picture {
  readonly stacks: readonly StackBox[];
  readonly namespaces: readonly NamespaceBox[];
  readonly policies: readonly PolicyBox[];
  readonly zones: readonly Zone[];
}

/** One Terraform state. */
export interface StackBox {
  readonly name: string;
  /** The order of deployment: all stacks of step 1 at the same time, then those of step 2, and so on. */
  readonly step: number;
  /** The stacks that are applied before it. */
  readonly after: readonly string[];
}

/** A namespace of Nomad with the jobs in it. */
export interface NamespaceBox {
  readonly name: string;
  /** Whether the project creates it; otherwise it must exist already, such as `default`. */
  readonly isCreated: boolean;
  readonly jobs: readonly JobBox[];
}

/** A job of Nomad. */
export interface JobBox {
  readonly id: string;
  readonly type: string;
  /** The stack that has it. */
  readonly stack: string;
  /** Instances of all groups; absent if Nomad decides, for example for a system job. */
  readonly instances?: number;
  readonly services: readonly ServiceRow[];
}

/** A service that a job registers. */
export interface ServiceRow {
  readonly name: string;
  readonly provider: "nomad" | "consul";
  /** The label of the port, with the number of a static port: `http`, `dns 53`. */
  readonly port?: string;
  /** The names that the project's own name server resolves. */
  readonly dnsNames: readonly string[];
}

/** A policy with its holders and rules. */
export interface PolicyBox {
  readonly of: "nomad" | "consul";
  readonly name: string;
  /** Jobs (`<namespace>/<id>`), roles and tokens that have it. */
  readonly holders: readonly Holder[];
  readonly rules: readonly Rule[];
}

/** A holder of a policy. */
export interface Holder {
  readonly kind: "job" | "namespace" | "role" | "token";
  readonly name: string;
}

/** One line of a policy, such as `lab, public: read-job`. */
export interface Rule {
  /** The kind of the objects as the policy spells it: `namespace`, `variables`, `key_prefix`. */
  readonly scope: string;
  /** The names of the objects; none for rules such as `node`. */
  readonly names: readonly string[];
  readonly rights: readonly string[];
}

/** A domain that a name server of the project resolves. */
export interface Zone {
  readonly domain: string;
  /** The job of the name server, such as `<namespace>/<id>`. */
  readonly job: string;
  /** The namespaces whose services it resolves. */
  readonly namespaces: readonly string[];
}
