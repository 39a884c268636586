import type { ServerProgram } from "../tools/server-program";

/** A task driver of a node. */
export interface DriverStatus {
  /** Name of the driver in a job, such as `exec`. */
  readonly name: string;
  /** Why a job with this driver is not placed on the node. @default - the driver is healthy */
  readonly problem?: string;
}

/** The fields of Nomad's node about a driver. */
export interface NomadDriver {
  readonly Detected: boolean;
  readonly Healthy: boolean;
  readonly HealthDescription?: string;
}

/** Drivers that every node of a lab is meant to have. */
const EXPECTED = ["docker", "exec", "java", "podman", "raw_exec"] as const;

/** Command that starts the lab with what was installed meanwhile. */
const AGAIN = "then run `cdknomad lab down` and start the lab again";

/**
 * Returns the drivers of a node: those that a lab is meant to have, and others that are healthy.
 *
 * @param drivers what Nomad knows about the drivers of the node
 * @param nomad the program of the node. @default - not known, in a lab of an earlier version of cdknomad
 */
export function driverStatuses(
  drivers: Readonly<Record<string, NomadDriver>>,
  nomad: ServerProgram | undefined,
): DriverStatus[] {
  const others = Object.keys(drivers).filter((name) => drivers[name]?.Healthy);
  return [...new Set([...EXPECTED, ...others])].sort().map((name) => {
    const problem = problemOf(name, drivers, nomad);
    return { name, ...(problem !== undefined && { problem }) };
  });
}

function problemOf(
  name: string,
  drivers: Readonly<Record<string, NomadDriver>>,
  nomad: ServerProgram | undefined,
): string | undefined {
  const driver = drivers[name];
  // Nomad has the driver exec only if it was built with cgo, and isolates the tasks of java only then.
  const hasCgo = drivers.exec !== undefined;
  if (!driver) {
    // It has the driver qemu in any case, unless its configuration excludes drivers.
    return name === "exec" && drivers.qemu ? withoutCgo("", nomad) : "the configuration of the node excludes it";
  }
  if (driver.Healthy) {
    return name === "java" && !hasCgo && drivers.qemu
      ? withoutCgo(", so that a task has no file system of its own and does not find /local", nomad)
      : undefined;
  }
  if (name === "java" && !driver.Detected && !driver.HealthDescription) {
    return `this machine has no working java in /usr/bin or /usr/local/bin; install a Java runtime (Debian: default-jre-headless), ${AGAIN}`;
  }
  return driver.HealthDescription || "Nomad gives no reason; see `cdknomad lab logs nomad-client`";
}

/** Returns the problem of a driver that needs a Nomad that was built with cgo. */
function withoutCgo(effect: string, nomad: ServerProgram | undefined): string {
  return nomad?.source === "pinned"
    ? `Nomad was built without cgo${effect}; it needs a C compiler with the headers of the C library (Debian: gcc libc6-dev), and CGO_ENABLED must not be 0; ${AGAIN}`
    : `${nomad?.path ?? "this Nomad"} was built without cgo${effect}; give another Nomad with --nomad, or --nomad pinned`;
}
