import { plain } from "../../__tests__/unit/import/nomad";
import type { WireJob } from "../../constructs";
import { readRoutes } from "./read-routes";

type Fields = Record<string, unknown>;

/**
 * Compares a job with the one that a WebService makes of it, both with Nomad's defaults.
 *
 * @returns the places at which the WebService is neither equal nor stricter
 */
export function looserPlaces(before: WireJob, after: WireJob): string[] {
  return differences(plain(normalized(before)), plain(normalized(after))).flatMap(({ place, was, is }) =>
    isStricter(place, was, is) ? [] : [`${place}: ${short(was)} became ${short(is)}`],
  );
}

const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/**
 * A job without what two equal jobs can differ in: names inside of the job, whether a constraint is that of the job, of its only group, or
 * of its only program, and the spelling of tags.
 */
function normalized(job: WireJob): Fields {
  const copy = JSON.parse(JSON.stringify(job)) as Fields;
  const group = (copy.TaskGroups as Fields[])[0] as Fields;
  const tasks = (group.Tasks ?? []) as Fields[];
  const main = tasks.find(({ Lifecycle }) => !Lifecycle) as Fields;
  const {
    Services: taskServices,
    ShutdownDelay,
    RestartPolicy,
    Constraints,
    Affinities,
    VolumeMounts,
    Config,
    Name: _,
    ...task
  } = main;
  const {
    Tasks: __,
    Name: ___,
    Services,
    Volumes,
    Constraints: ofGroup,
    Affinities: near,
    Spreads,
    RestartPolicy: restart,
    ShutdownDelay: delay,
    ...rest
  } = group;
  const {
    TaskGroups: ____,
    Update: _____,
    Reschedule: ______,
    Constraints: ofJob,
    Affinities: ofJobNear,
    Spreads: ofJobSpreads,
    ...fields
  } = copy;
  return {
    ...fields,
    constraints: sorted([ofJob, ofGroup, Constraints]),
    affinities: sorted([ofJobNear, near, Affinities]),
    spreads: sorted([ofJobSpreads, Spreads]),
    group: { ...rest, Networks: networks(rest.Networks) },
    restart: RestartPolicy ?? restart,
    shutdownDelay: Math.max(Number(delay ?? 0), Number(ShutdownDelay ?? 0)),
    volumes: volumes(Volumes, VolumeMounts),
    services: Object.fromEntries(
      [Services, taskServices]
        .flat()
        .flatMap((service) => (service ? [serviceOf(service as Fields, copy, main)] : []))
        .map((service) => [service.PortLabel, service]),
    ),
    task: { ...task, Config: config(Config as Fields) },
    helpers: tasks.filter((one) => one !== main).map((one) => ({ ...one, Config: spelled(one.Config) })),
  };
}

function sorted(lists: readonly unknown[]): unknown[] {
  return lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((one) => JSON.stringify(plain(one)))
    .sort();
}

/** Requests with their mounts, by the source of the volume. */
function volumes(requests: unknown, mounts: unknown): Fields {
  return Object.fromEntries(
    Object.values((requests ?? {}) as Record<string, Fields>).map(({ Name, ReadOnly, ...request }) => {
      const {
        Volume: _,
        ReadOnly: isMountReadOnly,
        ...mount
      } = ((mounts ?? []) as Fields[]).find(({ Volume }) => Volume === Name) ?? {};
      return [
        String(request.Source),
        { ...request, ...mount, ReadOnly: ReadOnly === true || isMountReadOnly === true },
      ];
    }),
  );
}

function serviceOf({ Tags, TaskName: _, ...service }: Fields, job: Fields, task: Fields): Fields {
  const text = (value: string) =>
    value.replaceAll("${NOMAD_TASK_NAME}", String(task.Name)).replaceAll("${TASK}", String(task.Name));
  const { kind, routes, tags, options } = readRoutes(((Tags ?? []) as string[]).map(text));
  const checks = ((service.Checks ?? []) as Fields[]).map(({ Name: __, TaskName: ___, ...check }) => check);
  return {
    ...service,
    Name: text(String(service.Name)).replaceAll("${JOB}", String(job.Name)),
    Checks: checks,
    tags,
    routes: kind === "routes" ? { routes: routes.map((route) => JSON.stringify(route)).sort(), ...options } : undefined,
  };
}

/** Networks with their ports by name, which is what their order is not about. */
function networks(list: unknown): unknown {
  const byLabel = (ports: unknown) => Object.fromEntries(((ports ?? []) as Fields[]).map((port) => [port.Label, port]));
  return ((list ?? []) as Fields[]).map(({ DynamicPorts, ReservedPorts, ...network }) => ({
    ...network,
    dynamic: byLabel(DynamicPorts),
    reserved: byLabel(ReservedPorts),
  }));
}

/**
 * Options of a driver in one spelling: it reads `true` and `"true"`, `mount` and `mounts`, and a block and a list of one block alike. The
 * names of the ports that it maps are names inside of the job.
 */
function config({ ports: _, ...options }: Fields): unknown {
  return spelled(options);
}

function spelled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 && isObject(value[0]) ? spelled(value[0]) : value.map(spelled);
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name === "mounts" ? "mount" : name, spelled(inner)]),
    );
  }
  return value === "true" ? true : value === "false" ? false : value;
}

interface Difference {
  readonly place: string;
  readonly was: unknown;
  readonly is: unknown;
}

function differences(was: unknown, is: unknown, place = ""): Difference[] {
  if (isObject(was) && isObject(is)) {
    const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...keys].flatMap((key) => differences(was[key], is[key], place === "" ? key : `${place}.${key}`));
  }
  return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ place, was, is }];
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

/** Differences for the better, each with what makes it one. */
const STRICTER: readonly { readonly place: RegExp; readonly if: (was: unknown, is: unknown) => boolean }[] = [
  { place: /^services\.[^.]+\.Checks$/, if: (was) => was === undefined },
  { place: /^services\.[^.]+\.Checks\.0\.CheckRestart(\..*)?$/, if: (was) => was === undefined },
  { place: /^group\.Update\.MinHealthyTime$/, if: (was, is) => Number(is) > Number(was) },
  { place: /^group\.Update\.AutoRevert$/, if: (_, is) => is === true },
  // A new instance that is not healthy does not replace a running one.
  { place: /^group\.Update\.Canary$/, if: (was, is) => Number(was ?? 0) === 0 && is === 1 },
  { place: /^group\.Update\.AutoPromote$/, if: (was, is) => was !== true && is === true },
  { place: /^group\.Update$/, if: (was) => was === undefined },
  // A network namespace of the group in place of one that the driver makes.
  { place: /^group\.Networks\.0\.Mode$/, if: (was, is) => /^(|host)$/.test(String(was ?? "")) && is === "bridge" },
  { place: /^shutdownDelay$/, if: (was, is) => Number(is) > Number(was ?? 0) },
  // An entry point of its own for TLS.
  { place: /^services\.[^.]+\.routes\.tlsEntryPoint$/, if: (was) => was === undefined },
];

function isStricter(place: string, was: unknown, is: unknown): boolean {
  return STRICTER.some((rule) => rule.place.test(place) && rule.if(was, is));
}
