import { openSync } from "node:fs";
import path from "node:path";
import { exchange } from "../clients";
import { CodedError } from "../errors";
import { labPaths, labsDir } from "./paths";

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

/** Longest path of a unix socket. */
const LONGEST_PATH = 107;

/** Open folders of labs, by their paths. */
const folders = new Map<string, number>();

/** Returns a path of the socket on which the supervisor of a lab answers to the owner of the lab. */
function socketOf(lab: string): string {
  const whole = path.join(labPaths(lab).dir, "control.sock");
  if (whole.length <= LONGEST_PATH) {
    return whole;
  }
  // The folder of all labs is never replaced, unlike that of one lab when it starts again, so it can stay open.
  const folder = labsDir();
  const open = folders.get(folder) ?? openSync(folder, "r");
  folders.set(folder, open);
  return `/proc/self/fd/${open}/${lab}/control.sock`;
}

/**
 * Sends a request to a lab's supervisor.
 *
 * @throws CodedError with the supervisor's message if it refuses, or if it does not answer.
 */
async function ask<T>(lab: string, method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const { status, text } = await exchange({ address: `unix://${socketOf(lab)}` }, method, path, {
    body,
    timeout: TIMEOUT,
  });
  if (status === 0) {
    throw new CodedError("lab-action-failed", `the lab's supervisor does not answer: ${text}; start the lab again`);
  }
  if (status !== 200) {
    throw new CodedError("lab-action-failed", (JSON.parse(text) as { error: string }).error);
  }
  return JSON.parse(text) as T;
}

/** Returns the state of all hosts of a lab. */
export const hostStates = (lab: string) => ask<HostState[]>(lab, "GET", "/hosts");

/** Starts, stops, disconnects, or reconnects a host. */
export const actOnHost = (lab: string, host: string, action: HostAction) =>
  ask<object>(lab, "POST", `/hosts/${host}/${action}`);

/** Opens a port of the loopback that forwards into a host until the lab goes down; returns its address. */
export const openForward = (lab: string, name: string, port: number, host: string, to: string) =>
  ask<{ address: string }>(lab, "POST", "/forwards", { name, port, hosts: [host], to });

/** Ends all hosts of a lab, removes what only root can remove, and ends the supervisor. */
export const endLab = (lab: string) => ask<object>(lab, "POST", "/down");
