import type { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { CodedError } from "../errors";
import type { ContainerProps } from "./container";
import { type BuiltJob, JobPattern } from "./job-pattern";
import type { Secrets } from "./secrets";

/**
 * Environment variables that a program is given in addition to those of its props.
 *
 * @see docs/how-to/postgres.md
 */
export interface Environment {
  /** Values that everyone who can read the job can read. */
  readonly env: Readonly<Record<string, string>>;
  /** Values in Nomad Variables, which the job may then read. */
  readonly secrets: Secrets;
}

/**
 * What the constructs of one program in a container have in common: other constructs can give environment variables to it.
 *
 * @see docs/how-to/web-service.md
 */
export abstract class ProgramPattern extends JobPattern {
  private readonly rebuild: (more: Environment) => BuiltJob;
  private readonly names: Set<string>;
  private more: Environment = { env: {}, secrets: {} };

  /**
   * @param build returns the job of such props
   * @throws Error when the stack already has a job of this name in this namespace
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
   * Gives environment variables to the program, and the right to read those that are in Nomad Variables.
   *
   * @param dependsOn what has to exist before the job is registered @default - only the variables
   * @throws Error when the program has an environment variable of that name already
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
