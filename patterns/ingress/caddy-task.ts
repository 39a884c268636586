import type { Task, Template } from "../../constructs/spec";
import { ACME_AUTHORITY, ACME_FOLDER } from "./acme";
import { ADMIN, caddyfile, fileOf } from "./caddyfile";
import { itemTemplate, type Settings } from "./settings";

const CONFIG = "secrets/Caddyfile";

/** Running requests continue. With a wrong configuration, Caddy keeps the previous one. */
const reload = {
  changeMode: "script" as const,
  changeScript: {
    command: "/usr/bin/caddy",
    // The certificates can change without the file.
    args: ["reload", "--force", "--config", `/${CONFIG}`, "--adapter", "caddyfile", "--address", ADMIN],
    timeout: "20s" as const,
    failOnError: false,
  },
};

/** What the task of Caddy has beside its image and driver. Nomad's client reads services and variables for it: it has no token. */
export function caddyTask(settings: Settings): Pick<Task, "env" | "templates"> & { readonly config: object } {
  return {
    config: {
      command: "caddy",
      args: ["run", "--config", `/${CONFIG}`, "--adapter", "caddyfile"],
    },
    env: { XDG_CONFIG_HOME: "/alloc/data/config", XDG_DATA_HOME: settings.acme ? ACME_FOLDER : "/alloc/data" },
    templates: [
      {
        destination: CONFIG,
        data: caddyfile(settings),
        perms: "0400",
        // An instance that stops is served until this is done.
        wait: { min: "250ms", max: "1s" },
        ...reload,
      },
      ...(settings.acme?.caCertificate === undefined
        ? []
        : [{ destination: ACME_AUTHORITY, data: settings.acme.caCertificate, ...reload }]),
      ...settings.certificates.flatMap((stored, index) =>
        (["certificate", "key"] as const).map(
          (part): Template => ({
            destination: fileOf(index, part),
            data: `${itemTemplate(stored, part, settings)}\n`,
            perms: "0400",
            errorOnMissingKey: true,
            ...reload,
          }),
        ),
      ),
    ],
  };
}
