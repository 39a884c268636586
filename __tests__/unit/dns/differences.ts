/** The places at which two values differ, with labels in place of indexes: `groups.dns.tasks.coredns.config.args`. */
export function differences(one: unknown, other: unknown, path = ""): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) {
    return [];
  }
  if (!isBlock(one) || !isBlock(other)) {
    return [path];
  }
  const [ones, others] = [labelled(one), labelled(other)];
  const keys = [...new Set([...ones.keys(), ...others.keys()])];
  return keys.flatMap((key) => differences(ones.get(key), others.get(key), path === "" ? key : `${path}.${key}`));
}

/** An object, or a list of objects; a list of plain values is one value. */
function isBlock(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(Array.isArray(value) && value.some(isPlain));
}

const isPlain = (value: unknown) => typeof value !== "object";

function labelled(value: object): Map<string, unknown> {
  return new Map(
    Object.entries(value).map(([key, field]) => {
      const { name, destination } = (Array.isArray(value) ? field : {}) as { name?: string; destination?: string };
      return [name ?? destination ?? key, field];
    }),
  );
}
