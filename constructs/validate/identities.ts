import type { Task } from "./job-view";

type Identity = NonNullable<Task["identities"]>[number];

/** The name of an identity; one without a name is the default one. */
export function identityName({ name }: Identity): string {
  return name || "default";
}

/** The place of the default identity that counts: of several, Nomad keeps the last. Below zero if there is none. */
export function defaultIdentity(identities: readonly Identity[]): number {
  return identities.findLastIndex((identity) => identityName(identity) === "default");
}

/** The identities that a task really gets, each with its place. */
export function identitiesOf({ identities = [] }: Task): readonly (readonly [number, Identity])[] {
  const last = defaultIdentity(identities);
  return [...identities.entries()].filter(([index, each]) => index === last || identityName(each) !== "default");
}
