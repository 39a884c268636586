import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Job, Variable } from "../../constructs";
import { busybox } from "../image";

/** Text of a {@link VariablesStack}. */
export interface VariablesProps {
  /** The text that the page shows. */
  readonly greeting: string;
}

/**
 * A Nomad variable in a template. A changed variable does not change the job: Nomad renders the template again and sends the
 * task a signal; `changeMode: "restart"` is for programs that read their configuration only once.
 *
 * The job may read the variable without a policy, because its path begins with `nomad/jobs/<job>`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/variables
 */
export class VariablesStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, { greeting }: VariablesProps) {
    super(scope, id, settings);

    const variable = new Variable(this, "variable", {
      path: "nomad/jobs/greeting",
      items: { text: { plain: greeting } }, // a password would be Secret.fromFile("~/.config/lab/password")
    });

    new Job(this, "job", {
      name: "greeting",
      groups: [
        {
          name: "web",
          network: { mode: "bridge", ports: [{ name: "http", to: 8080 }] },
          services: [
            {
              provider: "nomad",
              name: "greeting",
              port: "http",
              checks: [{ type: "http", path: "/", interval: "5s", timeout: "2s" }],
            },
          ],
          tasks: [
            {
              name: "page",
              driver: "docker",
              config: {
                image: busybox,
                command: "busybox",
                args: ["httpd", "-f", "-p", "8080", "-h", "/local/www"],
                ports: ["http"],
              },
              templates: [
                {
                  destination: "local/www/index.html",
                  data: `{{ with nomadVar "${variable.path}" }}{{ .text }}{{ end }}\n`,
                  changeMode: "signal",
                  changeSignal: "SIGHUP",
                },
              ],
              resources: { cpu: 50, memory: 16 },
            },
          ],
        },
      ],
    });
  }
}
