import { type DriverBlockMeta, driverOptions, type WireJob } from "../../../.gen/nomad";
import { assemble } from "../../../cli/import/assemble";
import { examine } from "../../../cli/import/examine";
import type { JobAnswer } from "../../../cli/import/jobspec";
import { decodeJob } from "../../../constructs/spec";
import { repositoryRoot } from "../../../tools/cache";
import { type DeployedJob, deployedJob } from "./evaluate";
import { canonical, plain } from "./nomad";

/** What came of some files, each named below its folder. */
export interface Conformance {
  readonly parsed: number;
  readonly equal: number;
  /** Files whose job is the same in another spelling that Nomad or its driver reads alike, and the places. */
  readonly respelled: Readonly<Record<string, readonly string[]>>;
  /** Files whose job came out as another, and the places. */
  readonly different: Readonly<Record<string, readonly string[]>>;
  /** Files that Nomad's parser takes and the importer does not, and why. Their job is compared all the same if it can be written. */
  readonly refused: Readonly<Record<string, string>>;
  /** Files whose job the importer takes and our rules stop: there is to be none. */
  readonly stopped: Readonly<Record<string, string>>;
  /** Files that Nomad's own parser does not take. */
  readonly unparsable: number;
}

/**
 * Takes each job all the way: imported, written as TypeScript, run, synthesized, read back from `cdk.tf.json`; then
 * filled up with Nomad's defaults and compared with what Nomad makes of the file itself.
 */
export async function conformance(folder: string, answers: readonly JobAnswer[]): Promise<Conformance> {
  const name = ({ path }: JobAnswer) => path.slice(folder.length + 1);
  const refused: Record<string, string> = {};
  const stopped: Record<string, string> = {};
  const came: { readonly answer: JobAnswer; readonly body: string }[] = [];
  const parsed = answers.filter(({ job }) => job !== undefined);
  for (const answer of parsed) {
    const examined = attempt(() => examine(answer.job as WireJob, answer.path));
    if (examined instanceof Error) {
      refused[name(answer)] = examined.message;
    }
    // What Nomad's servers would refuse is written too, where it can be: the parser's and our reading are compared.
    const written = attempt(() => (examined instanceof Error ? decodeJob(answer.job) : examined.specification));
    const job = written instanceof Error ? written : attempt(() => throughTypeScript(answer, written));
    if (job instanceof Error) {
      refused[name(answer)] ??= job.message;
      continue;
    }
    if (job.refusal !== undefined && !(examined instanceof Error)) {
      stopped[name(answer)] = job.refusal;
    }
    if (plain(job.wire) !== undefined) {
      came.push({ answer, body: JSON.stringify(job.wire) });
    }
  }
  const deployed = await canonical(came.map(({ answer, body }) => ({ path: answer.path, body })));
  const respelled: Record<string, readonly string[]> = {};
  const different: Record<string, readonly string[]> = {};
  for (const [index, { answer }] of came.entries()) {
    const before = plain(answer.canonical);
    const after = plain(deployed[index]);
    const places = differences(before, after);
    if (places.length > 0) {
      const same = differences(plain(ourSpelling(before)), plain(ourSpelling(after))).length === 0;
      (same ? respelled : different)[name(answer)] = places;
    }
  }
  const others = Object.keys(respelled).length + Object.keys(different).length;
  return {
    parsed: parsed.length,
    equal: came.length - others,
    respelled,
    different,
    refused,
    stopped,
    unparsable: answers.length - parsed.length,
  };
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error as Error;
  }
}

function throughTypeScript({ path, job, source }: JobAnswer, specification: object): DeployedJob {
  const read = {
    origin: path,
    id: job?.ID ?? "",
    namespace: job?.Namespace ?? "default",
    specification,
    source,
    notes: [],
  };
  const [stack] = assemble([read], { out: repositoryRoot, stack: "conformance", origin: path, state: false });
  return deployedJob(stack?.files[0]?.text ?? "");
}

/** The places at which two values are not the same, with both values. */
function differences(before: unknown, after: unknown, place = ""): string[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], place === "" ? key : `${place}.${key}`));
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  return was === is ? [] : [`${place}: ${was} became ${is}`];
}

/**
 * Two spellings of one thing made one: where Nomad or a driver reads several, we write one of them; and where Nomad's
 * servers drop a value, as the `disk` of a task, we write none.
 */
function ourSpelling(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => ourSpelling(item, key));
  }
  if (!isObject(value)) {
    return value;
  }
  const { MaxClientDisconnect, DiskMB, ...others } = value;
  // A periodic job has one schedule in Spec or several in Specs.
  const { Spec, ...periodic } = others;
  const rest = key === "Periodic" ? { ...periodic, ...(Spec ? { Specs: [Spec] } : {}) } : others;
  const block = MaxClientDisconnect === undefined ? rest : { ...rest, Disconnect: lostAfter(MaxClientDisconnect) };
  const options = typeof block.Driver === "string" && (driverOptions as Record<string, DriverBlockMeta>)[block.Driver];
  return Object.fromEntries(
    Object.entries(block).map(([name, inner]) =>
      name === "Config" && options
        ? [name, options && configSpelling(inner, options)]
        : [name, ourSpelling(inner, name)],
    ),
  );
}

/** The defaults of Nomad's `disconnect` block are those of a job that only has `max_client_disconnect`. */
function lostAfter(duration: unknown): unknown {
  return { LostAfter: duration, Reconcile: "best_score", Replace: true };
}

/** Options under the names that we use for them, booleans as booleans, and single blocks as lists of one. */
function configSpelling(value: unknown, { options, aliases = {} }: DriverBlockMeta): unknown {
  if (!isObject(value)) {
    return value;
  }
  const known = new Map(Object.values(options).map((option) => [option.hcl, option]));
  return Object.fromEntries(
    Object.entries(value).map(([written, inner]) => {
      const name = aliases[written] ?? written;
      const option = known.get(name);
      const inside = option?.options;
      if (inside) {
        return [name, [inner].flat().map((item) => configSpelling(item, inside))];
      }
      return [
        name,
        option?.kind === "boolean" && /^(true|false)$/.test(String(inner)) ? inner === true || inner === "true" : inner,
      ];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
