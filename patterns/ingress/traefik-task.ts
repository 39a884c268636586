import type { Task } from "../../constructs/spec";
import { ACME_AUTHORITY } from "./acme";
import type { Settings } from "./settings";
import { DYNAMIC, traefikDynamic, traefikStatic } from "./traefik-config";

const STATIC = "local/traefik.yml";

/**
 * What the task of Traefik has beside its image and driver. It reads services through the API of its task, with the identity of the
 * workload. No policy is needed: Nomad lets each workload read the services of all namespaces.
 */
export function traefikTask(
  settings: Settings,
): Pick<Task, "consul" | "identities" | "templates"> & { readonly config: object } {
  return {
    config: { args: [`--configFile=/${STATIC}`] },
    ...(settings.provider === "nomad" ? { identities: [{ env: true }] } : { consul: {} }),
    templates: [
      { destination: STATIC, data: traefikStatic(settings) },
      ...(settings.acme?.caCertificate === undefined
        ? []
        : [{ destination: ACME_AUTHORITY, data: settings.acme.caCertificate }]),
      {
        destination: DYNAMIC,
        data: traefikDynamic(settings),
        perms: "0400",
        errorOnMissingKey: true,
        // Traefik watches the file.
        changeMode: "noop",
      },
    ],
  };
}
