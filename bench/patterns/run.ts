import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { corpusFolder, readFolder } from "../../__tests__/unit/import/job-files";
import { canonical } from "../../__tests__/unit/import/nomad";
import { decodeJob, encodeJob, type JobSpec, SpecError, type WireJob } from "../../constructs";
import { traefik } from "../../patterns";
import { webServiceJob } from "../../patterns/web-service-job";
import { looserPlaces } from "./compare";
import { hclLines, type Lines, longestProp, typeScriptLines } from "./lines";
import { isWebService, type Reading, readJob, servicesOf } from "./read-job";

/** What came of one web job. */
interface Row {
  readonly file: string;
  readonly hcl: Lines;
  readonly ts?: Lines;
  /** The prop that takes the most lines. */
  readonly longest?: string;
  readonly routes: Reading["routes"];
  /** Why a WebService does not express the job. */
  readonly reasons: readonly string[];
}

/**
 * `npx tsx bench/patterns/run.ts [FOLDER] [--list]`: how many of the web jobs below a folder a WebService expresses with an equal or
 * stricter specification, and in how many lines. A variable without a value gets an invented one.
 */
async function main(folder: string | undefined, isListed: boolean): Promise<void> {
  if (folder === undefined || !existsSync(folder)) {
    const problem = folder === undefined ? "there is no folder of job files" : `the folder ${folder} does not exist`;
    console.log(`not measured: ${problem}; name one: npx tsx bench/patterns/run.ts FOLDER`);
    return;
  }
  const rows: Row[] = [];
  const [counts, unread] = [{ jobs: 0 }, [] as string[]];
  for (const { path: file, job, canonical: before } of await readFolder(folder)) {
    const name = path.relative(folder, file);
    if (job === undefined || before === undefined) {
      unread.push(name);
      continue;
    }
    counts.jobs += 1;
    const spec = specificationOf(job);
    if (spec === undefined) {
      unread.push(name);
    } else if ((spec.type ?? "service") === "service" && servicesOf(spec).some(isWebService)) {
      rows.push(await rowOf(name, readFileSync(file, "utf8"), spec, before));
    }
  }
  print(rows, counts.jobs, unread, isListed);
}

/** The specification; nothing for a job that Nomad's servers would refuse. */
function specificationOf(job: WireJob): JobSpec | undefined {
  try {
    return decodeJob(job);
  } catch (error) {
    if (error instanceof SpecError) {
      return undefined;
    }
    throw error;
  }
}

async function rowOf(file: string, text: string, spec: JobSpec, before: WireJob): Promise<Row> {
  const hcl = hclLines(text);
  const { props, reasons, routes, options = {} } = readJob(spec);
  if (props === undefined) {
    return { file, hcl, routes, reasons };
  }
  const hasOptions = Object.keys(options).length > 0;
  const { job, issues } = webServiceJob({ ...props, ...(hasOptions && { ingress: traefik(options) }) });
  // Datacenters and node pool can be settings of the stack, and the ingress program is a constant of the program.
  const { nodePool: _nodePool, datacenters: _datacenters, ...own } = props;
  const ts = typeScriptLines(own, hasOptions ? 1 : 0);
  if (issues.length > 0) {
    return { file, hcl, ts, routes, reasons: issues.map(({ path: at, message }) => `${at}: ${message}`) };
  }
  const { transform: _, ignore: __, terraform: ___, protect: ____, ...specification } = job;
  const [after] = await canonical([{ path: file, body: JSON.stringify(encodeJob(specification as JobSpec)) }]);
  return { file, hcl, ts, longest: longestProp(own), routes, reasons: looserPlaces(before, after as WireJob) };
}

function print(rows: readonly Row[], jobs: number, unread: readonly string[], isListed: boolean): void {
  const expressed = rows.filter(({ reasons }) => reasons.length === 0);
  const isThird = ({ hcl, ts }: Row, kind: keyof Lines) => ts !== undefined && ts[kind] * 3 <= hcl[kind];
  const share = (some: readonly Row[]) =>
    `${some.length} of ${rows.length} (${Math.round((100 * some.length) / rows.length)} %)`;
  const both = expressed.filter((row) => isThird(row, "own"));
  console.log(`jobs read: ${jobs}, not read: ${unread.length}, web jobs: ${rows.length}`);
  console.log(`expressed, equal or stricter: ${share(expressed)}`);
  console.log(`  and in at most a third of the lines, without the content of files: ${share(both)}; goal: 80 %`);
  console.log(`  and in at most a third of all lines: ${share(expressed.filter((row) => isThird(row, "all")))}`);
  const lines = (of: (row: Row) => number) => expressed.map(of).sort((a, b) => a - b)[Math.floor(expressed.length / 2)];
  console.log(
    `  lines without the content of files, median: HCL ${lines(({ hcl }) => hcl.own)}, WebService ${lines(({ ts }) => ts?.own ?? 0)}`,
  );
  for (const kind of ["routes", "tags", "none"] as const) {
    console.log(
      `  with ${kind === "none" ? "no tags of Traefik" : kind === "tags" ? "tags that stay as they are" : "routes"}: ${expressed.filter((row) => row.routes === kind).length}`,
    );
  }
  console.log("\nreasons why a WebService does not express a job:");
  printCounts(rows.flatMap((row) => [...new Set(row.reasons.map(kindOf))]));
  console.log("\nthe longest prop of a WebService that takes more than a third of the lines:");
  printCounts(expressed.filter((row) => !isThird(row, "own")).flatMap(({ longest = [] }) => longest));
  if (isListed) {
    console.log("");
    for (const { file, hcl, ts, routes, reasons } of rows) {
      console.log(
        `${file}: HCL ${hcl.own} (${hcl.all}), WebService ${ts ? `${ts.own} (${ts.all})` : "-"}, ${routes}; ${reasons.join("; ")}`,
      );
    }
    console.log(`not read: ${unread.join(", ")}`);
  }
}

function printCounts(names: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const [name, number] of [...counts].sort(([, some], [, others]) => others - some)) {
    console.log(`${String(number).padStart(5)}  ${name}`);
  }
}

/** A reason without the values of one job. */
function kindOf(reason: string): string {
  return reason.replace(/: .* became .*$/, " differs");
}

void main(
  process.argv[2]?.startsWith("--") ? corpusFolder : (process.argv[2] ?? corpusFolder),
  process.argv.includes("--list"),
);
