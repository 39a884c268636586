/** What a project makes on its cluster, as far as a drawing shows it. Names are sorted, so equal projects draw alike. */
export interface Picture {
  readonly stacks: readonly StackBox[];
  readonly namespaces: readonly NamespaceBox[];
  readonly policies: readonly PolicyBox[];
  readonly zones: readonly Zone[];
}

/** One Terraform state. */
export interface StackBox {
  readonly name: string;
  /** When it is applied: all stacks of step 1 at once, then those of step 2, and so on. */
  readonly step: number;
  /** The stacks that are applied before it. */
  readonly after: readonly string[];
}

/** A namespace of Nomad with the jobs in it. */
export interface NamespaceBox {
  readonly name: string;
  /** Whether the project makes it; else it has to be there already, as `default` is. */
  readonly made: boolean;
  readonly jobs: readonly JobBox[];
}

/** A job of Nomad. */
export interface JobBox {
  readonly id: string;
  readonly type: string;
  /** The stack that has it. */
  readonly stack: string;
  /** Instances of all groups; nothing where Nomad decides, as for a system job. */
  readonly instances?: number;
  readonly services: readonly ServiceRow[];
}

/** A service that a job registers. */
export interface ServiceRow {
  readonly name: string;
  readonly provider: "nomad" | "consul";
  /** The label of its port, with the number where the node's port is fixed: `http`, `dns 53`. */
  readonly port?: string;
  /** The names under which the project's own name server tells it. */
  readonly dnsNames: readonly string[];
}

/** A policy: who has it, and what it opens. */
export interface PolicyBox {
  readonly of: "nomad" | "consul";
  readonly name: string;
  /** Jobs (`<namespace>/<id>`), roles and tokens that have it. */
  readonly holders: readonly Holder[];
  readonly rules: readonly Rule[];
}

/** Who has a policy. */
export interface Holder {
  readonly kind: "job" | "namespace" | "role" | "token";
  readonly name: string;
}

/** One line of a policy, as `lab, public: read-job`. */
export interface Rule {
  /** What it is about, in the words of the policy: `namespace`, `variables`, `key_prefix`. */
  readonly scope: string;
  /** The names that it is about; none for rules like `node`. */
  readonly names: readonly string[];
  readonly rights: readonly string[];
}

/** A domain that a name server of the project answers. */
export interface Zone {
  readonly domain: string;
  /** The job that answers, as `<namespace>/<id>`. */
  readonly job: string;
  /** The namespaces whose services it tells. */
  readonly namespaces: readonly string[];
}
