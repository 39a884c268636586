import { Construct } from "constructs";
import { Annotations, dependable, type ITerraformDependable } from "#cdk";
import { withCode } from "../errors";
import { resourceAddress } from "./address";
import { clusterFacts, clusterPlacement, clusterVersion, usesOfficialProviders } from "./cluster-stack";
import { missingTaskRole } from "./consul/task-roles";
import { jsonText } from "./generated-text";
import { createIssue, type Issue } from "./issue";
import { consulRoleMissing, fieldNotInVersion, transformWithoutEffect } from "./job-issue";
import { JobResource } from "./job-resource";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import type { IGrantee, NamespaceRights } from "./rights";
import { decodeJob, encodeJob, fieldsUnknownTo, isOlder, type JobSpec, SpecError, type WireJob } from "./spec";
import { applyIgnores, type Ignore, printIssue, validateJob } from "./validate";
import { type JobGroup, resolveVolumes } from "./volume";
import { Workload } from "./workload";

/**
 * What a {@link Job} is made of: Nomad's job specification, and how Terraform is to handle it.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/job
 */
export interface JobProps extends Omit<JobSpec, "namespace" | "groups"> {
  /**
   * The namespace of the job: a {@link Namespace} of this program, which is then made first, or the name of one that exists.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /** Groups of tasks. Each group is placed as one allocation on one node. */
  readonly groups: readonly JobGroup[];
  /**
   * How Terraform registers and removes the job.
   * @default - wait for the deployment; stop the job when it leaves the program
   */
  readonly terraform?: JobTerraformOptions;
  /**
   * Whether a plan that stops the job needs a confirmation that names it: one that replaces it, and one of a program that
   * has it no more. It is kept in Terraform's state, and nothing of it is seen by Nomad; only our own provider knows it.
   * @default false, but a job with volumes is protected all the same
   */
  readonly protect?: boolean;
  /**
   * Rules that do not apply to this job, each with the reason; `docs/errors` explains the rules.
   * @default - all rules hold
   */
  readonly ignore?: readonly Ignore[];
  /**
   * The last word on the JSON that goes to Nomad's API, for what the typed specification cannot say.
   * It changes the job in place; one that changes nothing is an error, so that no dead escape hatch stays behind.
   * @default - none
   */
  readonly transform?: (job: WireJob) => void;
}

/**
 * How Terraform handles a job; nothing of it is seen by Nomad.
 * @see https://registry.terraform.io/providers/hashicorp/nomad/latest/docs/resources/job
 */
export interface JobTerraformOptions {
  /**
   * Whether to return as soon as Nomad has accepted the job, without waiting until it runs.
   * @default false
   */
  readonly detach?: boolean;
  /**
   * Whether the job is stopped when its resource is destroyed.
   * @default true
   */
  readonly deregisterOnDestroy?: boolean;
  /**
   * Whether a job that is stopped by a destroy is also forgotten by Nomad at once.
   * @default false
   */
  readonly purgeOnDestroy?: boolean;
  /**
   * Whether each group of a running job keeps its count, whatever the program has, so that an apply does not undo `nomad job scale`. The counts
   * of the program are those of a new job and of a new group. A group with `scaling` keeps a count that was scaled without this option, too.
   * @default false
   */
  readonly preserveCounts?: boolean;
  /**
   * Whether each task of a running job keeps its resources, whatever the program has, such as those that an autoscaler of resources set. The
   * resources of the program are those of a new job and of a new task.
   * @default false
   */
  readonly preserveResources?: boolean;
  /**
   * Whether a job that is dead is run again at the next apply.
   * @default false
   */
  readonly rerunIfDead?: boolean;
  /**
   * Whether to stop waiting as soon as a task cannot start for a reason that does not resolve itself: an image that does not
   * exist, an unknown driver option, a program for another CPU architecture, a missing command. Only our own provider knows it.
   * @default - true, unless an earlier version of the job is running or `autoRevert` restores it
   */
  readonly failFast?: boolean;
  /**
   * How long to wait for a new and for a changed job, such as `"5m"`.
   * @default - the provider waits until Nomad ends the deployment
   */
  readonly timeouts?: { readonly create?: string; readonly update?: string };
  /**
   * The address of the job in Terraform's state, such as `nomad_job.default_web`, if the job gets another address from
   * now on: the job is moved in the state, and not destroyed and recreated. It can be removed after the next apply.
   * @default - the state holds the job under its address, or not at all
   */
  readonly movedFrom?: string;
  /**
   * What has to exist before the job is registered, beside its namespace.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Nomad job, written as a typed object that reads like its HCL.
 *
 * Every problem of the specification is reported at synthesis, with those of all other jobs: errors stop it, warnings do not.
 *
 * @example
 * new Job(stack, "hello", {
 *   name: "hello",
 *   groups: [{ name: "web", tasks: [{ name: "web", driver: "docker", config: { image: "hello:1" } }] }],
 * });
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification
 */
export class Job extends Construct implements ITerraformDependable, IGrantee {
  /** The job's id in Nomad. */
  readonly jobId: string;
  /** The name of the namespace in which it runs. */
  readonly namespaceName: string;
  private readonly resource: JobResource;
  private workload?: Workload;
  private specification: Specification = { wire: {}, issues: [], newer: [], dependables: [] };
  private readonly warned = new Set<string>();

  /**
   * @throws Error when the stack already has a job of this name in this namespace
   */
  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    const { namespace = "default", terraform = {}, protect } = props;
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    this.jobId = props.id ?? props.name;
    this.namespaceName = namespaceName;

    const { dependsOn = [], movedFrom, timeouts, failFast, ...options } = terraform;
    this.specify(props);
    const { wire, newer } = this.specification;
    const order = dependenciesOf(this, [...dependables, ...this.specification.dependables, ...dependsOn]);
    this.resource = new JobResource(this, "resource", {
      // In one line: Terraform reads it as a template several times in each plan, and every line of it costs.
      jobspec: jsonText(wire),
      json: true,
      ...(usesOfficialProviders(this) && { detach: false }), // its default is true
      ...options,
      ...(timeouts && { timeouts }),
      dependsOn: order,
    });
    this.resource.overrideLogicalId(
      resourceAddress(this, this.resource.terraformResourceType, namespaceName, this.jobId),
    );
    if (protect) {
      this.setOwnAttribute("protect", true, "protect", "nothing would protect the job");
    }
    if (failFast !== undefined) {
      this.setOwnAttribute("failFast", failFast, "terraform.failFast", "it would have no effect");
    }
    if (newer.length > 0) {
      // Only fields that `transform` added: the encoder refuses others.
      this.setOwnAttribute("newerFields", true, "transform", `drops ${newer.join(", ")}`);
    }
    if (movedFrom !== undefined) {
      this.resource.moveFromId(movedFrom);
    }
    this.node.addValidation({
      validate: () => this.specification.issues.filter(isError).map((issue) => this.line(issue)),
    });
    this.node.addValidation({ validate: () => this.withoutConsulRole(props.groups) });
  }

  /** The Terraform address, for `dependsOn`. */
  get fqn(): string {
    return this.resource.fqn;
  }

  /** Gives rights to all tasks of the job, by a policy that exists before the job starts. */
  addRights(namespace: string, rights: NamespaceRights): void {
    const first = this.workload === undefined;
    this.workload ??= new Workload(this, "rights", { namespace: this.namespaceName, job: this.jobId });
    this.workload.addRights(namespace, rights);
    if (first) {
      const before = this.resource.dependsOn ?? [];
      this.resource.dependsOn = [...before, ...this.workload.dependables.map(dependable)];
    }
  }

  /**
   * Replaces the specification, for a grant that gives a task what it needs. Name, namespace, and `terraform` stay as they are.
   *
   * @internal
   * @param dependsOn what has to exist before the job, in addition
   */
  respecify(props: JobProps, dependsOn: readonly ITerraformDependable[]): void {
    this.specify(props);
    this.resource.jobspec = jsonText(this.specification.wire);
    const before = this.resource.dependsOn ?? [];
    const more = dependenciesOf(this, dependsOn).map(dependable);
    this.resource.dependsOn = [...new Set([...before, ...more])];
  }

  /** Encodes and checks the specification. */
  private specify(props: JobProps): void {
    const { namespace: _, terraform: __, protect: ___, transform, ignore = [], ...specification } = props;
    const volumes = resolveVolumes(specification.groups, this.namespaceName);
    const job: JobSpec = {
      ...clusterPlacement(this),
      ...specification,
      groups: volumes.groups,
      namespace: this.namespaceName,
    };
    const { wire, issues, newer } = encode(job, transform);
    const broken = applyIgnores(validateJob(job, clusterFacts(this)), ignore);
    // A problem that both find, such as a name used twice, is reported once.
    const known = new Set(broken.map(({ code, path }) => `${code} ${path}`));
    const unknown = unknownFields(job, clusterVersion(this));
    const all = [
      ...broken,
      ...unknown,
      ...volumes.issues,
      ...issues.filter(({ code, path }) => !known.has(`${code} ${path}`)),
    ];
    this.specification = { wire, issues: all, newer, dependables: volumes.dependables };
    this.warn(all);
  }

  /** Sets an attribute that only the provider of cdknomad knows. */
  private setOwnAttribute(
    attribute: keyof JobResource["own"],
    value: boolean,
    path: string,
    consequence: string,
  ): void {
    this.resource.own[attribute] = value;
    if (usesOfficialProviders(this)) {
      const message = `[${this.namespaceName}/${this.jobId}] ${path}: got ${value}, but the provider hashicorp does not know it and ${consequence}; use providers: "cdknomad", or leave it out`;
      this.node.addValidation({ validate: () => [withCode("property-invalid", message)] });
    }
  }

  /** Asked when all of the program is known: the role may be given after the job is written. */
  private withoutConsulRole(groups: JobProps["groups"]): string[] {
    const role = missingTaskRole(this, this.namespaceName);
    if (role === undefined) {
      return [];
    }
    return groups.flatMap((group) =>
      (group.tasks ?? [])
        .filter(
          ({ consul = group.consul, identities = [] }) =>
            consul || identities.some(({ name }) => name?.startsWith("consul_")),
        )
        .map((task) =>
          this.line(
            createIssue(consulRoleMissing, {
              path: `groups.${group.name}.tasks.${task.name}.consul`,
              problem: "consulRoleMissing",
              namespace: this.namespaceName,
              role,
            }),
          ),
        ),
    );
  }

  private line(issue: Issue): string {
    return printIssue(`${this.namespaceName}/${this.jobId}`, issue);
  }

  private warn(issues: readonly Issue[]): void {
    for (const warning of issues.filter((issue) => !isError(issue))) {
      const line = this.line(warning);
      if (!this.warned.has(line)) {
        this.warned.add(line);
        Annotations.of(this).addWarning(line);
      }
    }
  }
}

/** The JSON for Nomad's API, and what is wrong with the specification, for the report at synthesis. */
function encode(job: JobSpec, transform?: (job: WireJob) => void): EncodedJob {
  try {
    const wire = encodeJob(job);
    if (!transform) {
      return { wire, issues: [], newer: [] };
    }
    const before = JSON.stringify(wire);
    transform(wire);
    return { wire, issues: JSON.stringify(wire) === before ? [withoutEffect] : [], newer: newerFields(wire) };
  } catch (error) {
    if (error instanceof SpecError) {
      return { wire: {}, issues: error.issues, newer: [] };
    }
    throw error;
  }
}

/** The fields and options that the version of Nomad in the settings does not know. Those that `transform` adds are left to the plan. */
function unknownFields(job: JobSpec, version: string | undefined): readonly Issue[] {
  return version === undefined
    ? []
    : fieldsUnknownTo([version], job).map(({ path, since = "", removed, isOption }) =>
        removed !== undefined && !isOlder(version, removed)
          ? createIssue(fieldNotInVersion, { path, problem: "removedBefore", version, removed })
          : createIssue(fieldNotInVersion, {
              path,
              problem: isOption ? "newerOption" : "introducedLater",
              version,
              since,
            }),
      );
}

interface EncodedJob {
  readonly wire: WireJob;
  readonly issues: readonly Issue[];
  /** The paths of fields that this version of the library does not know. */
  readonly newer: readonly string[];
}

/** A specification that was read, and what it needs. */
interface Specification extends EncodedJob {
  readonly dependables: readonly ITerraformDependable[];
}

function newerFields(wire: WireJob): string[] {
  try {
    decodeJob(wire);
    return [];
  } catch (error) {
    if (error instanceof SpecError) {
      return error.issues.filter(isOfNewerNomad).map(({ path }) => path);
    }
    throw error;
  }
}

const isOfNewerNomad = ({ parameters }: Issue) => "problem" in parameters && parameters.problem === "newerNomad";

const withoutEffect = createIssue(transformWithoutEffect, { path: "transform", problem: "transformWithoutEffect" });

const isError = ({ level }: Issue) => level === "error";
