import type { Construct } from "constructs";
import { ProgramPattern } from "./program-pattern";
import { routedService, webServiceJob } from "./web-service-job";
import type { WebServiceProps } from "./web-service-props";

/**
 * A web service: a job with one program, a health check, and routes of an ingress program. Nomad updates one instance at a time.
 *
 * Terraform creates its namespace, volumes, and Nomad variables before it. `cdknomad eject` writes its job as plain TypeScript.
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
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id, props, webServiceJob);
    props.ingress?.addService?.(`${this.job.namespaceName}/${this.job.jobId}`, routedService(props), this);
  }
}
