import { CodedError } from "../errors";
import type { Lab } from "../lab";
import { nomadApi } from "../lab/apis";
import { reachableNodes } from "./health";

/**
 * A service in Nomad's catalog, as the target of {@link TestLab.fetch}.
 *
 * @see docs/how-to/test.md
 */
export interface ServiceTarget {
  /** Name of a service with `provider: "nomad"`. */
  readonly service: string;
  /** Nomad namespace of the service. @default "default" */
  readonly namespace?: string;
  /** Path and query of the request. @default "/" */
  readonly path?: string;
}

/**
 * Options of {@link TestLab.fetch}.
 *
 * @see docs/how-to/test.md
 */
export interface FetchOptions {
  /** HTTP method of the request. @default "GET" */
  readonly method?: string;
  /** Headers of the request. @default - those of curl */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of the request. @default - none */
  readonly body?: string;
  /** Milliseconds that one address has to answer. @default 2000 */
  readonly timeout?: number;
  /** Milliseconds during which a request without an answer, or with a 5xx status, is repeated. @default 0 */
  readonly within?: number;
}

/**
 * Answer of an HTTP server.
 *
 * @see docs/how-to/test.md
 */
export interface FetchAnswer {
  /** HTTP status, such as 200. */
  readonly status: number;
  /** Headers with names in lower case; the last value of each. */
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the answer. */
  readonly text: string;
  /** Address that answered, such as `http://10.0.10.12:8080/`. */
  readonly url: string;
}

/**
 * Options of {@link TestLab.dig}.
 *
 * @see docs/how-to/test.md
 */
export interface DigOptions {
  /** Type of the records, such as `SRV`. @default "A" */
  readonly type?: string;
  /** Address of the name server. @default - the first node that is on and connected */
  readonly server?: string;
  /** Port of the name server. @default 53 */
  readonly port?: number;
  /** Whether the query uses TCP. @default false */
  readonly tcp?: boolean;
}

/**
 * Answer of a name server.
 *
 * @see docs/how-to/test.md
 */
export interface DigAnswer {
  /** `NOERROR`, `NXDOMAIN`, `REFUSED`, ..., or `no answer`. */
  readonly status: string;
  /** Data of the answer section, sorted, such as `["10.0.10.11", "10.0.10.12"]`. */
  readonly data: readonly string[];
}

/** Sends a request from the machine outside the cluster, to one address after the other until one answers. */
export async function fetchOutside(
  lab: Lab,
  target: string | ServiceTarget,
  options: FetchOptions,
): Promise<FetchAnswer> {
  const deadline = Date.now() + (options.within ?? 0);
  for (;;) {
    const failures: string[] = [];
    for (const url of await addresses(lab, target, failures)) {
      const answer = await fetchOnce(lab, url, options);
      if (typeof answer === "string") {
        failures.push(`${url}: ${answer}`);
      } else if (answer.status < 500 || Date.now() >= deadline) {
        return answer;
      } else {
        failures.push(`${url}: status ${answer.status}`);
      }
    }
    if (Date.now() >= deadline) {
      const name = typeof target === "string" ? target : `service "${target.service}"`;
      throw new CodedError("server-unreachable", `${name} does not answer; ${failures.join("; ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function addresses(lab: Lab, target: string | ServiceTarget, failures: string[]): Promise<readonly string[]> {
  if (typeof target === "string") {
    return [target];
  }
  const { service, namespace = "default", path = "/" } = target;
  // Any server may answer: the leader may just have been stopped.
  const query = `/v1/service/${encodeURIComponent(service)}?namespace=${encodeURIComponent(namespace)}&stale=true`;
  try {
    const instances = await nomadApi(lab).get<readonly { Address: string; Port: number }[]>(query);
    if (instances.length === 0) {
      failures.push(`Nomad's catalog has no service "${service}" in namespace "${namespace}"`);
    }
    return instances.map(({ Address, Port }) => `http://${Address}:${Port}${path}`);
  } catch (error) {
    failures.push((error as Error).message);
    return [];
  }
}

/** @returns the answer, or the reason why there is none */
async function fetchOnce(lab: Lab, url: string, options: FetchOptions): Promise<FetchAnswer | string> {
  const { method = "GET", headers = {}, body, timeout = 2_000 } = options;
  const { code, stdout, stderr } = await lab.exec(lab.client.name, [
    "curl",
    "--silent",
    "--show-error",
    "--max-time",
    String(timeout / 1000),
    "--include",
    ...(method === "HEAD" ? ["--head"] : ["--request", method]),
    ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    ...(body === undefined ? [] : ["--data-binary", body]),
    url,
  ]);
  return code === 0 ? { ...parseResponse(stdout), url } : stderr.trim() || `curl exited with ${code}`;
}

/**
 * Parses what curl prints with `--include`. Responses with status 1xx can precede the last one.
 *
 * @see docs/how-to/test.md
 */
export function parseResponse(output: string): Omit<FetchAnswer, "url"> {
  const [, head = "", text = ""] = /^((?:HTTP\/\S+ 1\d\d.*?\r?\n\r?\n)*HTTP\/.*?)\r?\n\r?\n(.*)$/s.exec(output) ?? [];
  const block = head.split(/\r?\n\r?\n/).at(-1) ?? "";
  const [first = "", ...lines] = block.split(/\r?\n/);
  const headers = lines.map((line) => {
    const [name = "", ...value] = line.split(":");
    return [name.toLowerCase(), value.join(":").trim()] as const;
  });
  return { status: Number(first.split(" ")[1]), headers: Object.fromEntries(headers), text };
}

/**
 * Asks a name server once, from the machine outside the cluster.
 *
 * @see docs/how-to/test.md
 */
export async function digOutside(lab: Lab, name: string, options: DigOptions = {}): Promise<DigAnswer> {
  const { type = "A", port = 53, tcp = false } = options;
  const server = options.server ?? (await firstReachable(lab));
  const question = [`@${server}`, "-p", String(port), name, type, tcp ? "+tcp" : "+notcp"];
  const shown = ["+tries=1", "+time=3", "+noall", "+comments", "+answer"];
  const { stdout } = await lab.exec(lab.client.name, ["dig", ...question, ...shown]);
  return parseDig(stdout);
}

/**
 * Parses what dig prints with `+noall +comments +answer`.
 *
 * @see docs/how-to/test.md
 */
export function parseDig(output: string): DigAnswer {
  const status = /status: ([A-Z]+)/.exec(output)?.[1] ?? "no answer";
  const records = output.split("\n").filter((line) => /^[^;\s]/.test(line));
  return { status, data: records.map((line) => line.split(/\s+/).slice(4).join(" ")).sort() };
}

async function firstReachable(lab: Lab): Promise<string> {
  const reachable = await reachableNodes(lab);
  const node = lab.nodes.find(({ name }) => reachable.has(name));
  if (!node) {
    throw new CodedError("host-stopped", "no node is on and connected; start one with lab.node(1).start()");
  }
  return node.address;
}
