/** One number and its unit in a duration. */
export type DurationPart<Unit extends string> = `${number}${Unit}`;

/**
 * A duration in the format of Go: numbers with the units `h`, `m`, `s`, `ms`, `us` and `ns`, the largest unit first.
 *
 * @example "10s", "1h30m", "500ms", "0s"
 */
export type Duration =
  | DurationPart<"h">
  | DurationPart<"m">
  | DurationPart<"s">
  | DurationPart<"ms">
  | DurationPart<"us">
  | DurationPart<"ns">
  | `${DurationPart<"h">}${DurationPart<"m">}`
  | `${DurationPart<"h">}${DurationPart<"s">}`
  | `${DurationPart<"m">}${DurationPart<"s">}`
  | `${DurationPart<"s">}${DurationPart<"ms">}`
  | `${DurationPart<"h">}${DurationPart<"m">}${DurationPart<"s">}`;

/**
 * Kind of network of a group.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/network#mode
 */
export type NetworkMode = "none" | "host" | "bridge" | `cni/${string}`;

/**
 * A string that the Nomad client interpolates before the driver reads it, so that its result can be a number or a boolean.
 *
 * @example "${NOMAD_META_limit}"
 * @see https://developer.hashicorp.com/nomad/docs/reference/runtime-variable-interpolation
 */
export type Interpolated = `${string}\${${string}}${string}`;

/** A JSON value, for documents that Nomad stores without reading them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
