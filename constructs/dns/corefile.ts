import type { Duration } from "../spec";

/**
 * The configuration of CoreDNS, as data.
 *
 * @see https://coredns.io/manual/configuration/
 */
export interface Corefile {
  readonly servers: readonly ServerBlock[];
}

/** One server block: the zones it answers for, and what does so. CoreDNS takes the block of the longest zone. */
export interface ServerBlock {
  /** Zones with their final dot, such as `lab.example.com.`; `.` is all other zones. */
  readonly zones: readonly string[];
  /**
   * The port on which they are answered.
   * @default - CoreDNS uses 53
   */
  readonly port?: number;
  /** What looks at a query. CoreDNS has a fixed order of its own among them, whatever the order here. */
  readonly plugins: readonly Plugin[];
}

/**
 * A plugin of CoreDNS with its settings; those that a name server for Nomad needs.
 *
 * @see https://coredns.io/plugins/
 */
export type Plugin =
  | { readonly plugin: "errors" }
  | { readonly plugin: "log" }
  /** The addresses on which the block listens. */
  | { readonly plugin: "bind"; readonly addresses: readonly string[] }
  /** Answers over HTTP that the process lives; it knows nothing of the names. */
  | { readonly plugin: "health"; readonly address: string }
  | { readonly plugin: "prometheus"; readonly address: string }
  /** Sends a query to this block only if the expression holds. */
  | { readonly plugin: "view"; readonly name: string; readonly expression: string }
  /** Keeps answers about the zone for at most `ttl` seconds. It comes after `rewrite`: the zone is the one written there. */
  | { readonly plugin: "cache"; readonly ttl: number; readonly zone: string; readonly serveStale: ServeStale }
  /** Asks the plugins below for another name; with `answer` the reply has the name that was asked for. */
  | {
      readonly plugin: "rewrite";
      readonly match: "exact" | "regex";
      readonly from: string;
      readonly to: string;
      readonly answer?: "auto";
    }
  /** Answers by a rule. Without `answer` and `rcode` it says that the name exists and has no such record. */
  | {
      readonly plugin: "template";
      readonly class: "IN" | "ANY";
      readonly type: string;
      readonly match?: readonly string[];
      readonly rcode?: "NXDOMAIN" | "REFUSED";
      readonly authority?: string;
      readonly fallthrough?: true;
    }
  /** Answers from a zone file. */
  | { readonly plugin: "file"; readonly path: string }
  | { readonly plugin: "forward"; readonly from: string; readonly to: readonly string[] }
  /** Answers `<service>.<namespace>.<zone>` from Nomad's service catalogue; `ttl` in seconds. */
  | { readonly plugin: "nomad"; readonly zone: string; readonly address: string; readonly ttl: number };

/** When the cache gives an answer that is out of date: if a new one is not had in time, or is no answer at all. */
export interface ServeStale {
  /** For how long after it went out of date. */
  readonly duration: Duration;
  /** How long a query waits for a new answer. */
  readonly verifyTimeout: Duration;
}

/** The text of a Corefile. A value can contain a template expression of Nomad, such as `{{ env "NOMAD_IP_dns" }}`. */
export function renderCorefile({ servers }: Corefile): string {
  return `${servers.map(renderServer).join("\n\n")}\n`;
}

function renderServer({ zones, port, plugins }: ServerBlock): string {
  const addresses = zones.map((zone) => (port === undefined ? zone : `${zone}:${port}`));
  return block(addresses.join(" "), plugins.map(renderPlugin));
}

function renderPlugin(plugin: Plugin): string {
  switch (plugin.plugin) {
    case "errors":
    case "log":
      return plugin.plugin;
    case "bind":
      return line("bind", ...plugin.addresses);
    case "health":
    case "prometheus":
      return line(plugin.plugin, plugin.address);
    case "view":
      return block(line("view", plugin.name), [`expr ${plugin.expression}`]);
    case "cache":
      return block(line("cache", String(plugin.ttl), plugin.zone), [
        line("serve_stale", plugin.serveStale.duration, "verify", plugin.serveStale.verifyTimeout),
        line("serve_stale_policy", "prefer_positive"),
      ]);
    case "rewrite": {
      const answer = plugin.answer === undefined ? [] : ["answer", plugin.answer];
      return line("rewrite", "stop", "name", plugin.match, plugin.from, plugin.to, ...answer);
    }
    case "template":
      return block(line("template", plugin.class, plugin.type), [
        ...(plugin.match === undefined ? [] : [line("match", ...plugin.match)]),
        ...(plugin.rcode === undefined ? [] : [line("rcode", plugin.rcode)]),
        ...(plugin.authority === undefined ? [] : [line("authority", plugin.authority)]),
        ...(plugin.fallthrough === undefined ? [] : ["fallthrough"]),
      ]);
    case "file":
      return line("file", plugin.path);
    case "forward":
      return line("forward", plugin.from, ...plugin.to);
    case "nomad":
      return block(line("nomad", plugin.zone), [line("address", plugin.address), line("ttl", String(plugin.ttl))]);
  }
}

function block(header: string, body: readonly string[]): string {
  return `${header} {\n${body.join("\n").replace(/^/gm, "    ")}\n}`;
}

function line(...words: readonly string[]): string {
  return words.map(word).join(" ");
}

/** A word as CoreDNS reads it: in quotes where it has spaces, unless Nomad's templates put something else in its place. */
function word(text: string): string {
  return /\s/.test(text) && !text.includes("{{") ? `"${text.replaceAll('"', '\\"')}"` : text;
}
