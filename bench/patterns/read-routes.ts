import type { Route, TraefikOptions } from "../../patterns";

/** The routes in the tags of a service, and the tags that stay. */
export interface ReadRoutes {
  /** Whether the service has routes, only tags of an ingress program that stay as they are, or neither. */
  readonly kind: "none" | "routes" | "tags";
  readonly routes: readonly Route[];
  readonly tags: readonly string[];
  /** Names of the ingress program, which all services of a program share. */
  readonly options: TraefikOptions;
}

const HOST = "[A-Za-z0-9][A-Za-z0-9.-]*";
const RULE = new RegExp(`^Host\\(\`(${HOST})\`\\)(?: && PathPrefix\\(\`(/[A-Za-z0-9._~/%-]*)\`\\))?$`);

/**
 * Reads the routes that Traefik's tags describe. Tags that say more than a Route can stay as they are, all of them, because Traefik
 * reads them together.
 */
export function readRoutes(tags: readonly string[]): ReadRoutes {
  const ofTraefik = tags.filter((tag) => tag.startsWith("traefik."));
  const rest = tags.filter((tag) => !tag.startsWith("traefik."));
  const asTheyAre: ReadRoutes = { kind: ofTraefik.length > 0 ? "tags" : "none", routes: [], tags, options: {} };
  const routers = new Map<string, Map<string, string>>();
  for (const tag of ofTraefik) {
    const [, name, option, value] = /^traefik\.http\.routers\.([^.]+)\.([^=]+)=(.*)$/.exec(tag) ?? [];
    if (name === undefined || option === undefined || value === undefined) {
      // A WebService has this tag and its own checks of Traefik.
      if (tag !== "traefik.enable=true" && !/^traefik\.http\.services\.[^.]+\.loadbalancer\.healthcheck\./.test(tag)) {
        return asTheyAre;
      }
      continue;
    }
    routers.set(name, (routers.get(name) ?? new Map()).set(option.toLowerCase(), value));
  }
  const routes = [...routers.values()].map(routeOf);
  return routes.length === 0 || routes.includes(undefined)
    ? asTheyAre
    : {
        kind: "routes",
        routes: routes.flatMap((route) => route ?? []),
        tags: rest,
        options: optionsOf([...routers.values()]),
      };
}

function routeOf(options: ReadonlyMap<string, string>): Route | undefined {
  const [match, host = "", path] = RULE.exec(options.get("rule") ?? "") ?? [];
  const isKnown = [...options.keys()].every((option) =>
    /^(rule|entrypoints|tls|tls\.certresolver|middlewares)$/.test(option),
  );
  const middlewares = options.get("middlewares")?.split(",");
  return match !== undefined && isKnown
    ? { host, ...(path !== undefined && { path }), ...(middlewares && { middlewares }) }
    : undefined;
}

/** A single entry point and a certificate resolver are names of the ingress program, not of the service. */
function optionsOf(routers: readonly ReadonlyMap<string, string>[]): TraefikOptions {
  const values = (option: string) => [...new Set(routers.flatMap((router) => router.get(option) ?? []))];
  const [entryPoint] = values("entrypoints").filter((name) => !name.includes(",") && name !== "websecure");
  const [certResolver] = values("tls.certresolver");
  return {
    ...(entryPoint !== undefined && { tlsEntryPoint: entryPoint }),
    ...(certResolver !== undefined && { certResolver }),
  };
}
