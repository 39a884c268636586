import { type DriverConfigs, driverOptions, type Json } from "../../.gen/nomad";
import { CodedError } from "../../errors";

declare const other: unique symbol;

/**
 * Name of a task driver without types. Only {@link otherDriver} and {@link untypedDriver} return one, so that a typo in `driver` is an
 * error of the compiler.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#config
 */
export type OtherDriverName = string & { readonly [other]: true };

/**
 * A task driver with types, and its options.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#driver
 */
export type KnownDriver = {
  readonly [Name in keyof DriverConfigs]: { readonly driver: Name; readonly config: DriverConfigs[Name] };
}[keyof DriverConfigs];

/**
 * A task driver without types. Its options are sent to Nomad unchanged.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#config
 */
export interface OtherDriver {
  /** Name of the driver. */
  readonly driver: OtherDriverName;
  /**
   * Options under their HCL names. A block is a list with one object.
   *
   * @default - the driver gets no options
   */
  readonly config?: Readonly<Record<string, Json>>;
}

/**
 * `driver` and `config` of a task. The driver decides which options are allowed.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#driver
 */
export type TaskDriver = KnownDriver | OtherDriver;

/**
 * Returns `driver` and `config` for a task driver without types.
 *
 * @param name the name of the driver on the nodes
 * @param config the options under their HCL names, sent to Nomad unchanged
 * @throws CodedError for a driver with types, because nothing would check its options (`property-invalid`)
 *
 * @example
 * const task = { name: "web", ...otherDriver("exec2", { command: "/bin/web", unveil: ["r:/etc"] }) };
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#config
 */
export function otherDriver(name: string, config?: Readonly<Record<string, Json>>): OtherDriver {
  if (Object.hasOwn(driverOptions, name)) {
    throw new CodedError(
      "property-invalid",
      `otherDriver("${name}"): ${name} has typed options; write driver: "${name}" and config`,
    );
  }
  return { driver: name as OtherDriverName, ...(config && { config }) };
}

/** Marks options that are sent unchanged. The registry makes it the same symbol in two installed copies of the package. */
const unchanged = Symbol.for("cdknomad.unchanged-driver-options");

/**
 * Returns `driver` and `config` for a driver with types whose options must not be checked or converted: for options of a newer version
 * of the driver, and to import a running task whose options have other types (`args = ["sleep", 60]`). A converted value would replace
 * the allocation.
 *
 * @param name the name of the driver
 * @param config the options under their HCL names, sent to Nomad unchanged
 *
 * @example
 * const task = { name: "web", ...untypedDriver("docker", { image: "web:1", args: ["sleep", 60] }) };
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/task#config
 */
export function untypedDriver(name: string, config: Readonly<Record<string, Json>>): OtherDriver {
  return {
    driver: name as OtherDriverName,
    config: { ...config, [unchanged]: true } as Readonly<Record<string, Json>>,
  };
}

/** Whether options come from {@link untypedDriver}. */
export function isUntyped(config: unknown): boolean {
  return typeof config === "object" && config !== null && unchanged in config;
}
