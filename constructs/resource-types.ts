import table from "../provider/internal/resourcetype/types.json";
import dataSources from "../provider/internal/source/types.json";

/** One row of the table of resource types that the providers serve. Go reads the same file. */
export interface ResourceType {
  /** Readable name of the type's objects, such as `acl policy`. */
  readonly kind: string;
  /** First part of a confirmation, such as `namespace` in `namespace/dns`. Absent if a confirmation cannot name an object. */
  readonly word?: string;
  /**
   * Attributes that together distinguish an object from all others of its kind; empty if a cluster has only one. An absent
   * `namespace` is `default`. Absent if only the server gives an object its name.
   */
  readonly identity?: readonly string[];
  /**
   * The id of an object for `terraform import`, such as `id@namespace`: the words are attributes.
   * @default "id"
   */
  readonly importId?: string;
  /** Whether several objects may have the same identity. */
  readonly shared?: boolean;
  /** Present if a plan that destroys an object needs a confirmation. */
  readonly confirmation?: {
    /** Rest of the confirmation after its word, such as `NAMESPACE/ID`. */
    readonly form: string;
    /** Completes the sentence "this object ...". Absent if the guard finds the reason in the object itself. */
    readonly reason?: string;
    /** Whether only an object that something else uses needs it. */
    readonly onlyInUse?: boolean;
  };
  /** Rights that the token needs to apply a resource of this type. */
  readonly rights: ResourceRights;
  /** Whether later stacks may name an object before it exists. */
  readonly announced?: boolean;
  /** Regular expression (case-insensitive) for the paths of attributes that hold secrets. */
  readonly secrets?: string;
  /** Paths of the write-only arguments, such as `config.oidc_client_secret_wo`. */
  readonly writeOnly?: readonly string[];
  /** Repeated block whose entries are identified by their `path`, so that their order has no meaning. */
  readonly keyedBlock?: string;
  /** Whether a new object may exist next to the one that it replaces. */
  readonly createBeforeDestroy?: boolean;
}

/** Rights by scope; each list holds capabilities or policies as an ACL policy spells them. */
export interface ResourceRights {
  /** Whether Nomad requires a management token. */
  readonly management?: boolean;
  /** Capabilities in the namespace of the resource. */
  readonly namespace?: readonly string[];
  /** Capabilities on the path of the variable. */
  readonly variable?: readonly string[];
  /** Capabilities on the node pool. */
  readonly nodePool?: readonly string[];
  /** Policies for CSI plugins. */
  readonly plugin?: readonly string[];
  /** Policies for the operator API. */
  readonly operator?: readonly string[];
  /** Policy of Consul's `acl` rule. */
  readonly consulAcl?: "write";
  /** Policy of Consul's `operator` rule. */
  readonly consulOperator?: "write";
  /** Whether the token needs `write` on each key of the resource in Consul. */
  readonly consulKeys?: boolean;
  /** Whether the token needs `write` on the key prefix of the resource in Consul. */
  readonly consulKeyPrefix?: boolean;
  /** Whether the token needs `write` on the prepared query in Consul. */
  readonly consulQuery?: boolean;
  /** Whether the token needs the right that Consul requires for the kind of the configuration entry. */
  readonly consulConfigEntry?: boolean;
}

/** The rows by resource type, such as `nomad_job`. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries(table as Readonly<Record<string, ResourceType>>),
);

/** The types of the data sources that the providers serve, such as `nomad_node_pool`. Go compares the list with the providers. */
export const dataSourceTypes: ReadonlySet<string> = new Set(dataSources);

/** Returns the resource types whose objects are of one kind, such as both types of a `csi volume`. */
export function typesOfKind(kind: string): readonly string[] {
  return [...resourceTypes].filter(([, row]) => row.kind === kind).map(([type]) => type);
}
