import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, Variable } from "../../constructs";
import { CronJob, type IngressProgram, NodeAgent, type Route, WebService } from "../../patterns";
import { busybox } from "../image";

/** What a {@link PatternsStack} shows, and where. */
export interface PatternsProps {
  /** The text that the page shows. */
  readonly greeting: string;
  /**
   * The ingress program.
   * @default - Traefik
   */
  readonly ingress?: IngressProgram;
  /**
   * Where the ingress program shows the page.
   * @default - `https://catalog.lab.example.com`
   */
  readonly routes?: readonly Route[];
  /**
   * The release of the page; another one replaces the instance.
   * @default "1"
   */
  readonly release?: string;
}

/**
 * A web service, a scheduled program, and a program on every node, from the constructs of `cdknomad/patterns`. The jobs that they make
 * are printed by `cdknomad eject catalog`.
 *
 * @see docs/how-to/web-service.md
 */
export class PatternsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, props: PatternsProps) {
    super(scope, id, settings);
    const { greeting, ingress, release = "1", routes = [{ host: "catalog.lab.example.com" }] } = props;

    const variable = new Variable(this, "variable", {
      path: "nomad/jobs/catalog",
      items: { greeting: { plain: greeting } }, // a password would be Secret.fromFile("~/.config/lab/password")
    });

    new WebService(this, "catalog", {
      name: "catalog",
      image: busybox,
      command: "sh",
      args: [
        "-c",
        'mkdir -p /local/www && echo "$GREETING" > /local/www/index.html && exec httpd -f -p 8080 -h /local/www',
      ],
      port: 8080,
      check: { path: "/", interval: "2s", timeout: "1s" },
      ...(ingress && { ingress }),
      routes,
      env: { RELEASE: release },
      secrets: { GREETING: { variable, item: "greeting" } },
      update: { minHealthyTime: "2s" },
      resources: { cpu: 50, memory: 16 },
    });

    new CronJob(this, "report", {
      name: "report",
      crons: ["15 3 * * *"],
      timeZone: "Europe/Berlin",
      timeout: "1m",
      image: busybox,
      command: "sh",
      args: ["-c", "date > /local/report.txt"],
      resources: { cpu: 50, memory: 16 },
    });

    new NodeAgent(this, "agent", {
      name: "clock",
      image: busybox,
      command: "sh",
      args: ["-c", "while date; do sleep 60; done"],
      resources: { cpu: 20, memory: 16 },
    });
  }
}
