import { type DriverConfigs, driverOptions, type Json } from "../../.gen/nomad";

declare const other: unique symbol;

/** Name of a driver that has no type here. Only {@link otherDriver} makes one, so that a typo in `driver` is an error. */
export type OtherDriverName = string & { readonly [other]: true };

/** A driver that we know and its own options. */
export type KnownDriver = {
  readonly [Name in keyof DriverConfigs]: { readonly driver: Name; readonly config: DriverConfigs[Name] };
}[keyof DriverConfigs];

/** A driver that we do not know; its options go to Nomad as they stand. */
export interface OtherDriver {
  readonly driver: OtherDriverName;
  /**
   * Options under their HCL names. A block is written as a list that holds one object.
   *
   * @default - the driver gets no options
   */
  readonly config?: Readonly<Record<string, Json>>;
}

/** `driver` and `config` of a task: the one decides what may stand in the other. */
export type TaskDriver = KnownDriver | OtherDriver;

/**
 * `driver` and `config` for a task driver that has no type here.
 *
 * @param name name of the driver as the client knows it
 * @param config its options under their HCL names, passed through as they stand
 * @throws TypeError for a driver that has a type here, because its options would go unchecked
 *
 * @example
 * const task = { name: "web", ...otherDriver("exec2", { command: "/bin/web", unveil: ["r:/etc"] }) };
 *
 * @see https://developer.hashicorp.com/nomad/plugins/drivers
 */
export function otherDriver(name: string, config?: Readonly<Record<string, Json>>): OtherDriver {
  if (Object.hasOwn(driverOptions, name)) {
    throw new TypeError(`otherDriver("${name}"): ${name} has typed options; write driver: "${name}" and config`);
  }
  return { driver: name as OtherDriverName, ...(config && { config }) };
}
