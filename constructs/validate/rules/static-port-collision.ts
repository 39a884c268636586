import { isKnown, isKnownNumber } from "../known";
import { rule } from "../rule";

/** Ports on the node that one allocation would need twice. */
export const staticPortCollision = rule({
  code: "static-port-collision",
  level: "error",
  title: "two ports of a group are the same port of the node",
  refusedByNomad: true,
  messages: {
    samePort: ({
      other,
      port,
      host,
    }: {
      readonly other: string;
      readonly port: number | undefined;
      readonly host: string;
    }) => `"${other}" already has port ${port} of the host network "${host}"; choose another number or host network`,
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const taken = new Map<string, string>();
      for (const port of group.network?.ports ?? []) {
        const host = port.hostNetwork || "default";
        if (!isKnownNumber(port.static) || port.static === 0 || !isKnown(host)) {
          continue;
        }
        const key = `${host}:${port.static}`;
        const other = taken.get(key);
        if (other === undefined) {
          taken.set(key, port.name);
        } else if (port.ignoreCollision !== true) {
          yield {
            path: `${path}.network.ports.${port.name}.static`,
            problem: "samePort",
            other,
            port: port.static,
            host,
          };
        }
      }
    }
  },
});
