import { exchange } from "../clients";
import { CodedError } from "../errors";

/** State of a host, from the supervisor. */
export interface HostState {
  readonly name: string;
  /** Pid of its first process, as seen from outside the lab; 0 if the host is stopped. */
  readonly pid: number;
  readonly partitioned: boolean;
}

/** Actions on the power and the network of a host. */
export type HostAction = "start" | "stop" | "partition" | "heal";

/** Milliseconds that the supervisor has for an action. Stopping a host ends all of its processes first. */
const TIMEOUT = 300_000;

/**
 * Sends a request to a lab's supervisor.
 *
 * @throws CodedError with the supervisor's message if it refuses, or if it does not answer.
 */
async function ask<T>(supervisorPid: number, method: "GET" | "POST", path: string, body?: object): Promise<T> {
  // The path of a unix socket has at most 107 characters, and the path of the state folder can be longer.
  const address = `unix:///proc/${supervisorPid}/cwd/control.sock`;
  const { status, text } = await exchange({ address }, method, path, { body, timeout: TIMEOUT });
  if (status === 0) {
    throw new CodedError("lab-action-failed", `the lab's supervisor does not answer: ${text}; start the lab again`);
  }
  if (status !== 200) {
    throw new CodedError("lab-action-failed", (JSON.parse(text) as { error: string }).error);
  }
  return JSON.parse(text) as T;
}

/** Returns the state of all hosts of a lab. */
export const hostStates = (supervisorPid: number) => ask<HostState[]>(supervisorPid, "GET", "/hosts");

/** Starts, stops, disconnects, or reconnects a host. */
export const actOnHost = (supervisorPid: number, host: string, action: HostAction) =>
  ask<object>(supervisorPid, "POST", `/hosts/${host}/${action}`);

/** Opens a port of the loopback that forwards into a host until the lab goes down; returns its address. */
export const openForward = (supervisorPid: number, name: string, port: number, host: string, to: string) =>
  ask<{ address: string }>(supervisorPid, "POST", "/forwards", { name, port, hosts: [host], to });
