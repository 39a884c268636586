import type { Lab } from "../../../lab";
import { consulApi, nomadApi } from "../../../lab/apis";

/** One object of an ACL system: what it is called, and what it says, without ids and times. */
export type Objects = Readonly<Record<string, unknown>>;

const serverFields = /^(ID|CreateIndex|ModifyIndex|Hash|CreateTime|ModifyTime)$/;

/** Everything that says who may do what in Consul, but tokens, by kind and name. */
export async function consulObjects(lab: Lab): Promise<Objects> {
  const api = consulApi(lab);
  const get = <T>(path: string) => api.get<T>(`/v1/acl/${path}`);
  const policies = await get<{ ID: string; Name: string }[]>("policies");
  const methods = await get<{ Name: string }[]>("auth-methods");
  return {
    ...named("policy", await Promise.all(policies.map(({ ID }) => get<{ Name: string }>(`policy/${ID}`)))),
    ...named("auth method", await Promise.all(methods.map(({ Name }) => get<{ Name: string }>(`auth-method/${Name}`)))),
    ...named("role", await get<{ Name: string }[]>("roles")),
    ...Object.fromEntries(
      (await get<{ BindType: string; AuthMethod: string }[]>("binding-rules")).map((rule) => [
        `binding rule ${rule.AuthMethod}/${rule.BindType}`,
        plain(rule),
      ]),
    ),
  };
}

/** The same of Nomad, with its namespaces and variables' paths. */
export async function nomadObjects(lab: Lab): Promise<Objects> {
  const api = nomadApi(lab);
  const get = <T>(path: string) => api.get<T>(`/v1/${path}`);
  return {
    ...named("namespace", await get<{ Name: string }[]>("namespaces")),
    ...named("policy", await get<{ Name: string }[]>("acl/policies")),
    ...named("role", await get<{ Name: string }[]>("acl/roles")),
    ...named("auth method", await get<{ Name: string }[]>("acl/auth-methods")),
    "binding rules": plain(await get<object[]>("acl/binding-rules")),
    variables: (await get<{ Path: string; Namespace: string }[]>("vars?namespace=*")).map(
      ({ Namespace, Path }) => `${Namespace}/${Path}`,
    ),
    "jobs that run": (await get<{ ID: string; Namespace: string; Status: string }[]>("jobs?namespace=*"))
      .filter(({ Status }) => Status !== "dead")
      .map(({ ID, Namespace }) => `${Namespace}/${ID}`),
  };
}

function named(kind: string, objects: readonly { readonly Name: string }[]): Objects {
  return Object.fromEntries(objects.map((object) => [`${kind} ${object.Name}`, plain(object)]));
}

/** A value without the fields that the server sets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !serverFields.test(key))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
