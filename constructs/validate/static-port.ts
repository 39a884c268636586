import type { GroupView } from "./job-view";

export function hasStaticPort({ group }: GroupView, name: string): boolean {
  return (group.network?.ports ?? []).some((port) => port.name === name && (port.static ?? 0) !== 0);
}
