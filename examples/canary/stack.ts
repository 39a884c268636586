import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job } from "../../constructs";
import { busybox } from "../image";

/** Release and promotion of a {@link CanaryStack}. */
export interface CanaryProps {
  /** The text that the page shows. */
  readonly release: string;
  /**
   * The folder that the web server shows. It ends at once if there is none, as a bad release may.
   * @default "/local/www"
   */
  readonly folder?: string;
}

/**
 * A web app whose new release runs as one canary next to all old instances until an operator promotes it:
 *
 *     nomad deployment promote <id>
 *
 * The apply that creates the canary prints this command. With `autoPromote: true`, Nomad promotes the canary as soon as it is
 * healthy, and the apply waits for the other instances. A failed canary is removed; the old release keeps running.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-declare/strategy/blue-green-canary
 */
export class CanaryStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, props: CanaryProps) {
    super(scope, id, settings);
    const { release, folder = "/local/www" } = props;

    new Job(this, "shop", {
      name: "shop",
      update: {
        canary: 1,
        maxParallel: 1,
        minHealthyTime: "2s",
        healthyDeadline: "3m",
        autoRevert: true,
        autoPromote: false,
      },
      groups: [
        {
          name: "web",
          count: 2,
          // A release that exits is faulty. Without restarts and reschedules, its deployment fails at once and not at its
          // deadline.
          restart: { attempts: 0, mode: "fail" },
          reschedule: { attempts: 0, unlimited: false },
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          services: [
            {
              provider: "nomad",
              name: "shop",
              port: "http",
              tags: ["live"],
              canaryTags: ["canary"],
              checks: [{ type: "http", path: "/", interval: "2s", timeout: "2s" }],
            },
          ],
          tasks: [
            {
              name: "page",
              driver: "docker",
              config: {
                image: busybox,
                command: "busybox",
                args: ["httpd", "-f", "-p", "8080", "-h", folder],
                ports: ["http"],
              },
              templates: [{ destination: "local/www/index.html", data: `release ${release}\n` }],
              resources: { cpu: 50, memory: 16 },
            },
          ],
        },
      ],
    });
  }
}
