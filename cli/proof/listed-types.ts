import type { Product } from "../../clients";
import type { Attributes } from "../stack/resource";
import type { Entry } from "./reader";

/** How a list shows the objects of a resource type. */
export interface ListedType {
  readonly list: string;
  /** The fields of the list that identify an object, with the attributes of the resource. */
  readonly identity: Readonly<Record<string, string>>;
  /** Other lists that a plan reads for a resource that has not changed. */
  readonly also?: readonly string[];
  /** The path of one object, which is read too because the list has neither its content nor a time. */
  readonly one?: (values: Attributes) => string;
  /** An attribute of Enterprise with which a plan reads something else. */
  readonly refused?: readonly string[];
}

const POLICIES = "/v1/acl/policies";
const ROLES = "/v1/acl/roles";
const METHODS = "/v1/acl/auth-methods";
const CSI_VOLUMES = "/v1/volumes?type=csi&namespace=*";
const HOST_VOLUMES = "/v1/volumes?type=host&namespace=*";
const consulPlaces = ["namespace", "partition"];

// The lists also show the state of a volume and the health of its plugin, which a plan reports.
const csiVolume = { list: CSI_VOLUMES, identity: { Namespace: "namespace", ID: "volume_id" } } as const;
const hostVolume = { list: HOST_VOLUMES, identity: { Namespace: "namespace", ID: "id" } } as const;

/** The types whose objects a list shows with an index, and with a hash or a time that distinguishes two objects of the same index. */
export const listedTypes: ReadonlyMap<string, ListedType> = new Map(
  Object.entries({
    nomad_namespace: { list: "/v1/namespaces", identity: { Name: "name" }, refused: ["quota"] },
    nomad_node_pool: { list: "/v1/node/pools", identity: { Name: "name" } },
    nomad_variable: {
      list: "/v1/vars?namespace=*",
      identity: { Namespace: "namespace", Path: "path" },
    },
    nomad_acl_policy: { list: POLICIES, identity: { Name: "name" } },
    nomad_acl_role: { list: ROLES, identity: { ID: "id" }, also: [POLICIES] },
    nomad_acl_auth_method: { list: METHODS, identity: { Name: "name" } },
    nomad_acl_binding_rule: {
      list: "/v1/acl/binding-rules",
      identity: { ID: "id" },
      also: [METHODS, ROLES],
    },
    nomad_acl_token: {
      list: "/v1/acl/tokens",
      identity: { AccessorID: "accessor_id" },
      also: [ROLES],
    },
    nomad_csi_volume: csiVolume,
    nomad_csi_volume_registration: csiVolume,
    nomad_dynamic_host_volume: hostVolume,
    nomad_dynamic_host_volume_registration: hostVolume,
    consul_acl_policy: { list: "/v1/acl/policies", identity: { Name: "name" }, refused: consulPlaces },
    consul_acl_role: { list: "/v1/acl/roles", identity: { Name: "name" }, refused: consulPlaces },
    consul_acl_auth_method: {
      list: "/v1/acl/auth-methods",
      identity: { Name: "name" },
      one: ({ name }) => `/v1/acl/auth-method/${encodeURIComponent(String(name))}`,
      refused: consulPlaces,
    },
    consul_acl_binding_rule: { list: "/v1/acl/binding-rules", identity: { ID: "id" }, refused: consulPlaces },
  } satisfies Record<string, ListedType>),
);

/** Returns the product of a resource type. */
export function productOf(type: string): Product {
  return type.startsWith("consul_") ? "consul" : "nomad";
}

/** Returns a text that is equal for a resource and its entry of the list. An absent namespace is `default`. */
export function identityIn({ identity }: ListedType, values: Attributes): string {
  const nameOf = (attribute: string) =>
    attribute === "namespace" ? values[attribute] || "default" : values[attribute];
  return JSON.stringify(Object.values(identity).map(nameOf));
}

/** Returns the same text for an entry of the list. */
export function identityOfEntry({ identity }: ListedType, entry: Entry): string {
  return JSON.stringify(Object.keys(identity).map((field) => entry[field]));
}
