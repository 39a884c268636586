import type { Duration } from "../../constructs/spec";
import type { Variable } from "../../constructs/variable";

/**
 * Sets headers.
 *
 * @see docs/how-to/ingress.md
 */
export interface HeadersMiddleware {
  /** Headers to set. */
  readonly headers: {
    /** Headers of the response, by name. @default - none */
    readonly response?: Readonly<Record<string, string>>;
    /** Headers of the request that the service receives, by name. @default - none */
    readonly request?: Readonly<Record<string, string>>;
  };
}

/**
 * Answers 401 unless the request has the name and password of a user.
 *
 * @see docs/how-to/ingress.md
 */
export interface BasicAuthMiddleware {
  /** Users and their passwords. */
  readonly basicAuth: {
    /**
     * The Nomad Variable with one item per user: the name of the item is the user's name, its value is the bcrypt hash of the password,
     * for example from `htpasswd -nbB`. The job's own variable cannot be used.
     */
    readonly variable: Variable | string;
    /** The text that a browser shows when it asks for the password. @default "restricted" */
    readonly realm?: string;
  };
}

/**
 * Answers 403 unless the client's address is in one of the networks.
 *
 * @see docs/how-to/ingress.md
 */
export interface IpAllowListMiddleware {
  /** Addresses and networks, such as `10.0.0.0/8`. */
  readonly ipAllowList: readonly string[];
}

/**
 * Answers 429 to a client that sends more requests. Caddy has no such module in its release.
 *
 * @see docs/how-to/ingress.md
 */
export interface RateLimitMiddleware {
  /** The limit of each client. */
  readonly rateLimit: {
    /** How many requests a client may send per period, on average. */
    readonly average: number;
    /** The period. @default "1s" */
    readonly period?: Duration;
    /** How many requests may come at the same moment. @default - Traefik uses 1 */
    readonly burst?: number;
  };
}

/**
 * What an ingress does with a request before the service receives it. Routes name it in `middlewares`.
 *
 * @see docs/how-to/ingress.md
 */
export type Middleware = BasicAuthMiddleware | HeadersMiddleware | IpAllowListMiddleware | RateLimitMiddleware;
