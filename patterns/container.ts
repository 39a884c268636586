import { createIssue } from "../constructs/issue";
import type {
  CheckRestart,
  DockerConfig,
  NetworkResource,
  PodmanConfig,
  Port,
  Resources,
  ServiceCheck,
  Task,
  TaskBase,
} from "../constructs/spec";
import { type PatternIssue, patternProps } from "./issues";
import { type Secrets, secretIssues, secretTemplates } from "./secrets";
import { type MountedVolume, volumeParts } from "./volumes";

/**
 * Options of a container's driver without those that have a prop of their own, and without `privileged`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-declare/task-driver/docker
 */
export type DriverOptions<Config> = Omit<Config, "args" | "command" | "image" | "ports" | "privileged">;

/**
 * The driver of a container, and its options.
 *
 * @see docs/how-to/web-service.md
 */
export type ContainerDriver =
  | {
      /**
       * The task driver.
       * @default "docker"
       */
      readonly driver?: "docker";
      /**
       * Further options of the driver.
       * @default - none
       */
      readonly config?: DriverOptions<DockerConfig>;
    }
  | {
      /** The task driver. */
      readonly driver: "podman";
      /**
       * Further options of the driver.
       * @default - none
       */
      readonly config?: DriverOptions<PodmanConfig>;
    };

/**
 * A program in a container. Fields of Nomad's task have their names and defaults.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task
 */
export interface ContainerProps
  extends Pick<
    TaskBase,
    "actions" | "artifacts" | "env" | "killSignal" | "killTimeout" | "logs" | "templates" | "user"
  > {
  /** Image with its version, such as `nginx:1.29.4`. */
  readonly image: string;
  /**
   * Command that replaces the entry point or the command of the image.
   * @default - the command of the image
   */
  readonly command?: string;
  /**
   * Arguments of the command.
   * @default - the arguments of the image
   */
  readonly args?: readonly string[];
  /** Resources of the program: `cpu` in MHz (or `cores`), and `memory` in MB. */
  readonly resources: Resources;
  /**
   * Environment variables whose values are in a Nomad variable: each is the name of an item of the job's own variable `nomad/jobs/<job>`,
   * or an item of another variable. A changed variable restarts the task.
   * @default - none
   */
  readonly secrets?: Secrets;
  /**
   * Volumes of the group, each with its path in the container.
   * @default - none
   */
  readonly volumes?: readonly MountedVolume[];
  /**
   * Further tasks of the allocation, such as one that prepares a volume. Each needs a `lifecycle`.
   * @default - none
   */
  readonly tasks?: readonly Task[];
}

/**
 * A port of a container: `to` is the number inside of the container. Without `to`, the program must listen on the port that Nomad
 * chooses and passes in `NOMAD_PORT_<name>`.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/network#port-parameters
 */
export interface ContainerPort extends Omit<Port, "name"> {
  /**
   * The name of the port inside of the job.
   * @default "http"
   */
  readonly name?: string;
}

/**
 * A health check. Fields of Nomad's check have their names.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/check
 */
export interface CheckProps extends Partial<Omit<ServiceCheck, "type" | "checkRestart">> {
  /**
   * Kind of the check: an HTTP request, a TCP connection, or gRPC's health protocol.
   * @default "http"
   */
  readonly type?: "grpc" | "http" | "tcp";
  /**
   * When Nomad restarts a task whose check fails. With `false`, it never does.
   * @default - `{ limit: 3, grace: "2m" }`: after 3 failures in a row, not in the first two minutes
   */
  readonly checkRestart?: CheckRestart | false;
}

/** Props of a container with its driver. */
export type Container = ContainerProps & ContainerDriver;

/** Returns a port with its name. */
export function portOf(port: number | ContainerPort, name = "http"): Port {
  return typeof port === "number" ? { name, to: port } : { name, ...port };
}

/** Options with which a container has a network of its own, and cannot join that of its group. */
const OWN_NETWORK =
  /^(networkMode|networkAliases|dns(Servers|Options|SearchDomains)|hostname|ipv[46]Address|advertiseIpv6Address|macAddress|portMap|staticIps|staticMac)$/;

/**
 * Returns the network of a group: a network namespace of its own with mapped ports, which docker and podman support alike. Without it, a
 * port depends on the network of the driver.
 */
export function networkOf(
  network: Omit<NetworkResource, "ports"> | undefined,
  ports: readonly Port[],
  { config = {} }: Container,
): NetworkResource {
  const isOwn = Object.keys(config).some((option) => OWN_NETWORK.test(option));
  return { ...(!isOwn && { mode: "bridge" }), ...network, ports };
}

/** Returns a check with its defaults. */
export function checkOf(check: string | CheckProps): ServiceCheck {
  const { type = "http", path, checkRestart, ...rest } = typeof check === "string" ? { path: check } : check;
  return {
    type,
    ...(type === "http" && { path: path ?? "/" }),
    interval: "10s",
    timeout: "2s",
    ...rest,
    ...(checkRestart !== false && { checkRestart: checkRestart ?? { limit: 3, grace: "2m" } }),
  };
}

/** What is wrong with a check. */
export function checkIssues(check: string | CheckProps | undefined): PatternIssue[] {
  return typeof check === "object" && check.path !== undefined && check.type !== undefined && check.type !== "http"
    ? [createIssue(patternProps, { path: "check.path", problem: "path", type: check.type })]
    : [];
}

/**
 * Returns the task of a container.
 *
 * @param name the name of the job and of the task
 * @param namespaceName the namespace of the job
 * @param props the container
 * @param ports the names of the ports that the driver maps
 */
export function containerTask(name: string, namespaceName: string, props: Container, ports: readonly string[]): Task {
  const { image, command, args, driver = "docker", config = {}, resources, env, secrets = {} } = props;
  const { actions, artifacts, killSignal, killTimeout, logs, templates = [], user, volumes = [] } = props;
  const { volumeMounts } = volumeParts(volumes);
  const rendered = [...secretTemplates(secrets, name, namespaceName), ...templates];
  return {
    name,
    driver,
    config: {
      image,
      ...(command !== undefined && { command }),
      ...(args !== undefined && { args }),
      ...(ports.length > 0 && { ports }),
      ...config,
    },
    ...(user !== undefined && { user }),
    ...(env && { env }),
    ...(artifacts && { artifacts }),
    ...(rendered.length > 0 && { templates: rendered }),
    ...(volumeMounts.length > 0 && { volumeMounts }),
    resources,
    ...(killTimeout !== undefined && { killTimeout }),
    ...(killSignal !== undefined && { killSignal }),
    ...(logs && { logs }),
    ...(actions && { actions }),
  } as Task;
}

/** What is wrong with a container. */
export function containerIssues(name: string, props: Container): PatternIssue[] {
  const { secrets = {}, env = {}, config = {}, tasks = [] } = props;
  return [
    ...secretIssues(secrets, env, name),
    ...Object.entries(INSTEAD).flatMap(([option, instead]) =>
      Object.hasOwn(config, option)
        ? [createIssue(patternProps, { path: `config.${option}`, problem: "driverOption", option, instead })]
        : [],
    ),
    ...tasks.flatMap((task, index) =>
      task.lifecycle === undefined
        ? [createIssue(patternProps, { path: `tasks[${index}]`, problem: "noLifecycle", task: task.name })]
        : [],
    ),
  ];
}

/** The compiler refuses these options; a program in JavaScript or a cast gets past it. */
const INSTEAD: Readonly<Record<string, string>> = {
  image: "use the prop image",
  command: "use the prop command",
  args: "use the prop args",
  ports: "use the prop port or ports",
  privileged: "use capAdd or devices for what the program needs, or transform",
};
