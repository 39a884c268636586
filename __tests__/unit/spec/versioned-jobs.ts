import type { JobSpec } from "../../../constructs/spec";

/** The oldest Nomad that a lab runs, one release of each later line, and the release with the newest fields of the API. */
export const versions = ["1.8.0", "1.8.4", "1.9.7", "1.10.5", "1.11.3", "2.0.1", "2.0.2", "2.0.5"] as const;
/** One of these versions. */
export type Version = (typeof versions)[number];

/** A task that every version knows. */
export const task = { name: "server", driver: "docker", config: { image: "web:1.0.0" } } as const;

/** Jobs, and what each version does not know. The compiler checks that the types have all of it. */
export const fixtures: Readonly<
  Record<string, { job: JobSpec; unknown: Partial<Record<Version, readonly string[]>> }>
> = {
  "a plain job": { job: { name: "plain", groups: [{ name: "web", tasks: [task] }] }, unknown: {} },
  "a batch job that may run for an hour": {
    job: { name: "report", type: "batch", groups: [{ name: "web", maxRunDuration: "1h", tasks: [task] }] },
    unknown: Object.fromEntries(
      ["1.8.0", "1.8.4", "1.9.7", "1.10.5", "1.11.3", "2.0.1"].map((version) => [
        version,
        ["groups.web.maxRunDuration"],
      ]),
    ),
  },
  "a shared volume of a host, and a driver's option": {
    job: {
      name: "shared",
      groups: [
        {
          name: "web",
          volumes: [{ name: "data", type: "host", source: "data", accessMode: "single-node-multi-writer" }],
          tasks: [{ name: "server", driver: "exec", config: { command: "/bin/web", workDir: "/srv" } }],
        },
      ],
    },
    unknown: {
      "1.8.0": ["groups.web.volumes.data.accessMode", "groups.web.tasks.server.config.workDir"],
      "1.8.4": ["groups.web.volumes.data.accessMode", "groups.web.tasks.server.config.workDir"],
      "1.9.7": ["groups.web.volumes.data.accessMode"],
    },
  },
  "fields of several releases": {
    job: {
      name: "web",
      ui: { description: "the shop" },
      groups: [
        {
          name: "web",
          disconnect: { lostAfter: "1h" },
          volumes: [{ name: "data", type: "host", source: "data", sticky: true }],
          services: [{ provider: "consul", name: "web", weights: { passing: 5 } }],
          tasks: [
            {
              ...task,
              secrets: [{ name: "key", provider: "nomad", path: "web/key" }],
              identities: [{ name: "vault", filepath: "local/token", extraClaims: ["team"] }],
              templates: [
                {
                  data: "a",
                  destination: "local/a",
                  once: true,
                  changeMode: "script",
                  changeScript: { command: "/bin/reload", failOnError: true, runOnFirstRender: true },
                },
              ],
            },
          ],
        },
      ],
    },
    unknown: {
      "1.8.0": [
        "groups.web.volumes.data.sticky",
        "groups.web.services.web.weights",
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.templates[0].once",
        "groups.web.tasks.server.identities.vault.extraClaims",
        "groups.web.tasks.server.identities.vault.filepath",
        "groups.web.tasks.server.secrets",
      ],
      "1.8.4": [
        "groups.web.volumes.data.sticky",
        "groups.web.services.web.weights",
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.templates[0].once",
        "groups.web.tasks.server.identities.vault.extraClaims",
        "groups.web.tasks.server.identities.vault.filepath",
        "groups.web.tasks.server.secrets",
      ],
      "1.9.7": [
        "groups.web.volumes.data.sticky",
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.templates[0].once",
        "groups.web.tasks.server.identities.vault.extraClaims",
        "groups.web.tasks.server.secrets",
      ],
      "1.10.5": [
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.identities.vault.extraClaims",
        "groups.web.tasks.server.secrets",
      ],
      "1.11.3": [
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.identities.vault.extraClaims",
      ],
      "2.0.1": [
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.identities.vault.extraClaims",
      ],
      "2.0.2": [
        "groups.web.tasks.server.templates[0].changeScript.runOnFirstRender",
        "groups.web.tasks.server.identities.vault.extraClaims",
      ],
    },
  },
};
