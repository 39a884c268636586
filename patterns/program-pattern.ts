import type { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { CodedError } from "../errors";
import type { ContainerProps } from "./container";
import { type BuiltJob, JobPattern } from "./job-pattern";
import type { Secrets } from "./secrets";

/**
 * Environment variables of a program, in addition to those of its props.
 *
 * @see docs/how-to/postgres.md
 */
export interface Environment {
  /** Values by name. They are a part of the job, so each user who can read the job can read them. */
  readonly env: Readonly<Record<string, string>>;
  /** Values in Nomad variables, by name. The job gets the right to read these variables. */
  readonly secrets: Secrets;
}

/**
 * The base of patterns with one program in a container. Other constructs can add environment variables to it.
 *
 * @see docs/how-to/web-service.md
 */
export abstract class ProgramPattern extends JobPattern {
  private readonly rebuild: (more: Environment) => BuiltJob;
  private readonly names: Set<string>;
  private more: Environment = { env: {}, secrets: {} };

  /**
   * @param build returns the job of such props
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(
    scope: Construct,
    id: string,
    props: Pick<ContainerProps, "env" | "secrets">,
    build: (props: never) => BuiltJob,
  ) {
    super(scope, id, build(props as never));
    const { env = {}, secrets = {} } = props;
    this.names = new Set([...Object.keys(env), ...Object.keys(secrets)]);
    this.rebuild = (more) =>
      build({ ...props, env: { ...env, ...more.env }, secrets: { ...secrets, ...more.secrets } } as never);
  }

  /**
   * Adds environment variables to the program, and the right to read those that are in Nomad variables.
   *
   * @param environment the environment variables
   * @param dependsOn resources that Terraform creates before the job. @default - only the Nomad variables
   * @throws CodedError if the program has an environment variable of that name already (`property-invalid`), or if two stacks would depend
   * on each other (`stack-cycle`)
   */
  addEnvironment(environment: Environment, dependsOn: readonly ITerraformDependable[] = []): void {
    const { env, secrets } = environment;
    for (const name of [...Object.keys(env), ...Object.keys(secrets)]) {
      if (this.names.has(name)) {
        throw new CodedError(
          "property-invalid",
          `[${this.node.path}] ${name}: the program has this environment variable already; remove it from env or secrets, or grant the access once`,
        );
      }
      this.names.add(name);
    }
    this.more = { env: { ...this.more.env, ...env }, secrets: { ...this.more.secrets, ...secrets } };
    this.job.respecify(this.rebuild(this.more).job, dependsOn);
    this.grantSecrets(secrets);
  }
}
