import type { Construct } from "constructs";
import type { GroupVolume } from "../../constructs/volume";
import { type Container, containerTask } from "../container";
import { type BuiltJob, jobFields, namespaceNameOf, type PatternProps } from "../job-pattern";
import { ProgramPattern } from "../program-pattern";
import type { Secrets } from "../secrets";
import { volumeParts } from "../volumes";

/** A program that an operator runs with `nomad job dispatch`, with values for it. */
export interface RestoreJobProps extends PatternProps {
  readonly container: Container;
  readonly env?: Readonly<Record<string, string>>;
  readonly secrets?: Secrets;
}

/**
 * The job that restores one database when it is dispatched.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/parameterized
 */
export class RestoreJob extends ProgramPattern {
  /**
   * @throws CodedError if the stack has this job already (`address-taken`), if its name or namespace is a runtime value
   * (`property-invalid`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: RestoreJobProps) {
    super(scope, id, props, restoreJob);
  }
}

function restoreJob(props: RestoreJobProps): BuiltJob {
  const { container, env, name, secrets } = props;
  const { volumes } = volumeParts(container.volumes ?? []);
  const program = { ...container, ...(env && { env }), ...(secrets && { secrets }) } as Container;
  return {
    job: {
      ...jobFields(props),
      type: "batch",
      parameterized: { payload: "forbidden", metaOptional: ["file"] },
      groups: [
        {
          name: "run",
          // Only the mount is read-only: Nomad places a read-only request on no volume that is declared for a writer alone.
          volumes: volumes.map(({ readOnly: _, ...request }) => request as GroupVolume),
          // A failed restore changed nothing. An operator decides what to try next.
          restart: { attempts: 0, mode: "fail" },
          reschedule: { attempts: 0, unlimited: false },
          tasks: [containerTask(name, namespaceNameOf(props), program, [])],
        },
      ],
    },
    issues: [],
    secrets,
  };
}
