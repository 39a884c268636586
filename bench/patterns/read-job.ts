import type { JobSpec, Service, Task, TaskGroup } from "../../constructs";
import type { TraefikOptions, WebServiceProps } from "../../patterns";
import { type ReadRoutes, readRoutes } from "./read-routes";

/** The props with which a WebService makes a job, or why there are none. */
export interface Reading {
  readonly props?: WebServiceProps;
  readonly reasons: readonly string[];
  readonly routes: ReadRoutes["kind"];
  /** Names of the ingress program, which all services of a program share. */
  readonly options?: TraefikOptions;
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields with a place in the props. Any other field is a reason why a WebService does not express the job. */
const JOB = words(
  "id name namespace region type datacenters nodePool priority constraints affinities spreads meta ui groups update reschedule",
);
const GROUP = words(
  "name count constraints affinities spreads tasks volumes restart reschedule ephemeralDisk update network services shutdownDelay",
);
const TASK = words(
  "name driver config user env templates artifacts resources volumeMounts services constraints affinities restart killTimeout killSignal logs shutdownDelay actions lifecycle",
);
const SERVICE = words("name port provider tags checks");

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

function others(value: object, known: ReadonlySet<string>, what: string): string[] {
  return Object.entries(value).flatMap(([key, found]) =>
    known.has(key) || found === undefined ? [] : [`${what}: ${key}`],
  );
}

/** Whether a service is one for browsers or HTTP clients: it has an HTTP check, or tags of an ingress program for HTTP. */
export function isWebService({ checks = [], tags = [] }: Service): boolean {
  return (
    checks.some(({ type }) => type === "http") ||
    tags.some((tag) => /^(traefik\.(enable=true|http\.)|urlprefix-)/.test(tag))
  );
}

/** The services of a job in the order of the file. */
export function servicesOf({ groups }: JobSpec): Service[] {
  return groups.flatMap(({ services = [], tasks = [] }) => [
    ...services,
    ...tasks.flatMap((task) => task.services ?? []),
  ]);
}

/** Reads a job as the props of a WebService. */
export function readJob(job: JobSpec): Reading {
  const [group, ...more] = job.groups;
  const mains = (group?.tasks ?? []).filter(({ lifecycle }) => lifecycle === undefined);
  const [task] = mains;
  if (group === undefined || more.length > 0 || task === undefined || mains.length > 1) {
    const reason = more.length > 0 ? "several groups" : "several programs in one group, such as a database";
    return { reasons: [reason], routes: "none" };
  }
  const services = [...(group.services ?? []), ...(task.services ?? [])].map((service) =>
    resolved(service, job, group, task),
  );
  const main = services.find(isWebService) ?? services[0];
  const port = group.network?.ports?.find(({ name }) => name === main?.port);
  const reasons = [
    ...others(job, JOB, "field of the job"),
    ...others(group, GROUP, "field of the group"),
    ...others(task, TASK, "field of the task"),
    ...(main ? others(main, SERVICE, "field of the service") : []),
    ...(task.driver === "docker" || task.driver === "podman" ? [] : [`driver ${task.driver}`]),
    ...(isTrue((task.config as Fields | undefined)?.privileged) ? ["privileged container"] : []),
    ...(main === undefined || port === undefined ? ["no service with a port of the group"] : []),
    ...((main?.checks?.length ?? 0) > 1 ? ["several checks of one service"] : []),
    ...(main?.checks?.[0]?.type === "script" ? ["script check"] : []),
    ...volumeReasons(group, task),
    ...(group.tasks ?? []).flatMap((other) =>
      other !== task && (other.services ?? []).length > 0 ? ["service of a helper task"] : [],
    ),
  ];
  if (main === undefined || port === undefined || reasons.length > 0) {
    return { reasons, routes: "none" };
  }
  const routes = readRoutes(main.tags ?? []);
  return {
    reasons: [],
    routes: routes.kind,
    options: routes.options,
    props: propsOf(job, group, task, main, services, routes),
  };
}

const isTrue = (value: unknown) => value === true || value === "true";

/** A service of a group does not know its task, so the name of the task takes the place of its variable. */
function resolved(service: Service, job: JobSpec, group: TaskGroup, task: Task): Service {
  const text = JSON.stringify({ ...service, name: service.name ?? `${job.name}-${group.name}-${task.name}` });
  return JSON.parse(text.replaceAll("${NOMAD_TASK_NAME}", task.name).replaceAll("${TASK}", task.name));
}

function volumeReasons({ volumes = [] }: TaskGroup, { volumeMounts = [] }: Task): string[] {
  const isOnce = volumes.every(({ name }) => volumeMounts.filter(({ volume }) => volume === name).length === 1);
  return isOnce ? [] : ["volume mounted twice or by another task only"];
}

function propsOf(
  job: JobSpec,
  group: TaskGroup,
  task: Task,
  main: Service,
  services: readonly Service[],
  routes: ReadRoutes,
): WebServiceProps {
  const { image, command, args, ports: _, privileged: __, ...config } = (task.config ?? {}) as Fields;
  const { ports = [], ...network } = group.network ?? {};
  const [port] = ports.filter(({ name }) => name === main.port);
  const further = ports.filter((one) => one !== port);
  const helpers = (group.tasks ?? []).filter((one) => one !== task);
  const constraints = [...(job.constraints ?? []), ...(group.constraints ?? []), ...(task.constraints ?? [])];
  const affinities = [...(job.affinities ?? []), ...(group.affinities ?? []), ...(task.affinities ?? [])];
  const spreads = [...(job.spreads ?? []), ...(group.spreads ?? [])];
  const volumes = (group.volumes ?? []).map((volume) => volumeOf(volume, task));
  const all = {
    name: job.name,
    namespace: job.namespace === "default" ? undefined : job.namespace,
    region: job.region === "global" ? undefined : job.region,
    datacenters: job.datacenters,
    nodePool: job.nodePool,
    priority: job.priority,
    constraints: list(constraints),
    affinities: list(affinities),
    spreads: list(spreads),
    meta: job.meta,
    ui: job.ui,
    count: group.count === 1 ? undefined : group.count,
    image,
    driver: task.driver === "docker" ? undefined : task.driver,
    command,
    args,
    user: task.user,
    port: portOf(port as object as Fields),
    check: checkOf(main),
    routes: list(routes.routes),
    tags: list(routes.tags),
    provider: main.provider === "nomad" ? undefined : "consul",
    serviceName: main.name === job.name ? undefined : main.name,
    services: list(services.filter((one) => one !== main)),
    ports: list(further),
    network: Object.keys(network).length > 0 ? network : undefined,
    env: task.env,
    volumes: list(volumes),
    templates: task.templates,
    artifacts: task.artifacts,
    config: Object.keys(config).length > 0 ? config : undefined,
    resources: resourcesOf(task),
    restart: task.restart ?? group.restart,
    reschedule: group.reschedule ?? job.reschedule,
    ephemeralDisk: group.ephemeralDisk,
    update: updateOf(job, group),
    shutdownDelay: delayOf(group, task),
    killTimeout: task.killTimeout,
    killSignal: task.killSignal,
    logs: task.logs,
    actions: task.actions,
    tasks: list(helpers),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as WebServiceProps;
}

function list<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

function portOf({ name, ...rest }: Fields): unknown {
  const { to, ...more } = rest;
  const isPlain = name === "http" && to !== undefined && Object.keys(more).length === 0;
  return isPlain ? to : { ...(name !== "http" && { name }), ...rest };
}

/** The check without what a WebService adds by itself. A service without a check gets the one that asks least of the program. */
function checkOf({ checks: [check] = [] }: Service): unknown {
  if (check === undefined) {
    return { type: "tcp" };
  }
  const { type, path, interval, timeout, ...rest } = check;
  const fields = {
    ...(type !== "http" && { type }),
    ...(path !== undefined && { path }),
    ...(interval !== "10s" && { interval }),
    ...(timeout !== "2s" && { timeout }),
    ...rest,
  };
  const keys = Object.keys(fields);
  return keys.join() === "path" ? (path === "/" ? undefined : path) : fields;
}

function volumeOf({ name, source, type, ...request }: NonNullable<TaskGroup["volumes"]>[number], task: Task): object {
  const {
    volume: _,
    destination,
    readOnly,
    ...mount
  } = (task.volumeMounts ?? []).find(({ volume }) => volume === name) ?? {};
  const isReadOnly = request.readOnly === true || readOnly === true;
  const isUsual =
    type === "csi" && request.accessMode === "single-node-writer" && request.attachmentMode === "file-system";
  const { readOnly: __, accessMode, attachmentMode, ...more } = request;
  return {
    ...(name !== source && { name }),
    type,
    source,
    destination,
    ...(isReadOnly && { readOnly: true }),
    ...(!isUsual && accessMode !== undefined && { accessMode }),
    ...(!isUsual && attachmentMode !== undefined && { attachmentMode }),
    ...mount,
    ...more,
  };
}

/** A job that does not say what it needs gets what Nomad gives it. */
function resourcesOf({ resources = {} }: Task): object {
  const {
    cpu = "cores" in resources && resources.cores !== undefined ? undefined : 100,
    memory = 300,
    ...rest
  } = resources;
  return { ...(cpu !== undefined && { cpu }), memory, ...rest };
}

/** The update without what a WebService does as well or stricter. */
function updateOf(job: JobSpec, group: TaskGroup): object | undefined {
  const given = { ...job.update, ...group.update };
  const {
    canary = 0,
    autoPromote = false,
    autoRevert: _,
    minHealthyTime,
    maxParallel,
    healthyDeadline,
    progressDeadline,
    healthCheck,
    stagger,
  } = given;
  const kept = {
    ...(maxParallel !== undefined && maxParallel !== 1 && { maxParallel }),
    ...(minHealthyTime !== undefined && seconds(minHealthyTime) > 30 && { minHealthyTime }),
    ...(healthyDeadline !== undefined && healthyDeadline !== "5m" && { healthyDeadline }),
    ...(progressDeadline !== undefined && progressDeadline !== "10m" && { progressDeadline }),
    ...(healthCheck !== undefined && healthCheck !== "checks" && { healthCheck }),
    ...(stagger !== undefined && { stagger }),
    ...(canary > 0 && (canary !== 1 || !autoPromote) && { canary, autoPromote }),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function delayOf(group: TaskGroup, task: Task): string | undefined {
  const given = group.shutdownDelay ?? task.shutdownDelay;
  return given !== undefined && seconds(given) > 5 ? given : undefined;
}

/** Seconds of a short duration such as `10s`, `5m`, or `1m30s`. */
export function seconds(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...text.matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce(
    (sum, [, number, unit = "s"]) => sum + Number(number) * (units[unit] ?? 0),
    0,
  );
}
