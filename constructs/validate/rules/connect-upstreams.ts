import { isKnown } from "../known";
import { rule } from "../rule";

/** Where the mesh's proxies listen for the tasks of a group. */
export const connectUpstreams = rule({
  code: "connect-upstreams",
  level: "error",
  title: "two upstreams of a group listen at the same place",
  refusedByNomad: true,
  messages: {
    sameAddress: ({
      other,
      where,
      destinationName,
    }: {
      readonly other: string;
      readonly where: string;
      readonly destinationName: string;
    }) => `the upstream "${other}" already listens at ${where}; give "${destinationName}" another localBindPort`,
  },
  *check(job) {
    const taken = new Map<string, string>();
    for (const { in: group, task, service, path } of job.services) {
      for (const [index, upstream] of (service.connect?.sidecarService?.proxy?.upstreams ?? []).entries()) {
        const { localBindSocketPath, localBindAddress = "", localBindPort = 0, destinationName = "" } = upstream;
        const where = localBindSocketPath || `${localBindAddress}:${localBindPort}`;
        const key = `${group.path} ${where}`;
        const other = taken.get(key);
        if (task || !isKnown(where) || !isKnown(localBindPort)) {
          continue;
        }
        if (other !== undefined) {
          yield {
            path: `${path}.connect.sidecarService.proxy.upstreams[${index}]`,
            problem: "sameAddress",
            other,
            where,
            destinationName,
          };
        }
        taken.set(key, destinationName);
      }
    }
  },
});
