import type { JobBox, PolicyBox, Rule, ServiceRow } from "./picture";

/** Returns the second line of a job: `service, 3 instances, stack dns`. */
export function aboutJob({ type, instances, stack }: JobBox): string {
  const count = instances === undefined ? [] : [instances === 1 ? "1 instance" : `${instances} instances`];
  return [type, ...count, `stack ${stack}`].join(", ");
}

/** Returns a service with its port, such as `coredns :dns 53`, and whether it is in Consul's catalog. */
export function aboutService({ name, port, provider }: ServiceRow): string {
  return `${name}${port === undefined ? "" : ` :${port}`}${provider === "consul" ? " (consul)" : ""}`;
}

/** Returns a rule, such as `namespace lab, public: read-job, list-jobs`. */
export function aboutRule({ scope, names, rights }: Rule): string {
  const what = [scope, ...(names.length === 0 ? [] : [names.map((name) => name || "all").join(", ")])].join(" ");
  return `${what}: ${rights.join(", ")}`;
}

/** Returns the namespaces of the drawing to which a policy of Nomad gives access. */
export function opened({ of, rules }: PolicyBox, namespaces: readonly string[]): string[] {
  const patterns =
    of === "nomad" ? rules.filter(({ scope }) => scope === "namespace").flatMap(({ names }) => names) : [];
  return namespaces.filter((name) => patterns.some((pattern) => matches(pattern, name)));
}

function matches(pattern: string, name: string): boolean {
  const expression = pattern.split("*").map((part) => part.replace(/[^A-Za-z0-9]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`).test(name);
}
