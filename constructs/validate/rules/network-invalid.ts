import { isKnown, isKnownText } from "../known";
import { rule } from "../rule";

/** Other settings of a group's network. */
export const networkInvalid = rule({
  code: "network-invalid",
  level: "error",
  title: "the network of a group has a setting that Nomad refuses",
  refusedByNomad: true,
  messages: {
    wrongMode: ({ mode }: { readonly mode: string }) => `it needs mode "host", the network has "${mode}"; remove it`,
    noDnsName: ({ hostname }: { readonly hostname: string | undefined }) =>
      `"${hostname}" is not a DNS name; use labels of 1 to 63 characters with dots between them`,
    semicolon: () => 'it has a ";", which ends a CNI argument; write one argument per entry',
  },
  *check(job) {
    for (const { group, path } of job.groups) {
      const { network } = group;
      const mode = network?.mode ?? "host";
      for (const port of network?.ports ?? []) {
        if (port.ignoreCollision === true && mode !== "host" && isKnown(mode)) {
          yield {
            path: `${path}.network.ports.${port.name}.ignoreCollision`,
            problem: "wrongMode",
            mode,
          };
        }
      }
      const { hostname } = network ?? {};
      const labels = isKnownText(hostname) && hostname !== "." ? hostname.replace(/\.$/, "").split(".") : [];
      if (labels.some((label) => label === "" || label.length > 63) || (hostname?.length ?? 0) > 253) {
        yield {
          path: `${path}.network.hostname`,
          problem: "noDnsName",
          hostname,
        };
      }
      for (const [key, value] of Object.entries(network?.cni?.args ?? {})) {
        if (isKnown(value) && `${key}${value}`.includes(";")) {
          yield {
            path: `${path}.network.cni.args.${key}`,
            problem: "semicolon",
          };
        }
      }
    }
  },
});
