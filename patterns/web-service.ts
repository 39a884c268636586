import type { Construct } from "constructs";
import { ProgramPattern } from "./program-pattern";
import { routedService, webServiceJob } from "./web-service-job";
import type { WebServiceProps } from "./web-service-props";

/**
 * A web service: a job with one program behind a health check, updated one instance at a time, with the names under which an ingress
 * program offers it.
 *
 * The namespace, volumes, and Nomad Variables that it names are made before it. `cdknomad eject` writes its job as plain TypeScript.
 *
 * @example
 * new WebService(stack, "shop", {
 *   name: "shop",
 *   image: "registry.example.com/shop:2.4.1",
 *   port: 8080,
 *   check: "/health",
 *   routes: [{ host: "shop.example.com" }],
 *   secrets: { DB_PASSWORD: "db_password" },
 *   resources: { cpu: 200, memory: 256 },
 * });
 *
 * @see docs/how-to/web-service.md
 */
export class WebService extends ProgramPattern {
  /**
   * @throws Error when the stack already has a job of this name in this namespace
   */
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id, props, webServiceJob);
    props.ingress?.addService?.(`${this.job.namespaceName}/${this.job.jobId}`, routedService(props));
  }
}
