import { request } from "node:http";

/** A host as the supervisor tells of it. */
export interface HostState {
  readonly name: string;
  /** Its first process, as seen from outside the lab; 0 when it is stopped. */
  readonly pid: number;
  readonly partitioned: boolean;
}

/** What can be done to a host: the power switch and the cable. */
export type HostAction = "start" | "stop" | "partition" | "heal";

/**
 * Asks a lab's supervisor.
 *
 * @throws Error with the supervisor's message if it refuses, or if it does not answer.
 */
function ask<T>(supervisorPid: number, method: "GET" | "POST", path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    // by way of the process, because a unix socket's path may be 107 characters only and the state folder's has no limit
    const socketPath = `/proc/${supervisorPid}/cwd/control.sock`;
    const sent = request({ socketPath, method, path }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(new Error((JSON.parse(text) as { error: string }).error));
      });
    });
    sent.on("error", (error) => reject(new Error(`the lab's supervisor does not answer: ${error.message}`)));
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}

/** All hosts of a lab. */
export const hostStates = (supervisorPid: number) => ask<HostState[]>(supervisorPid, "GET", "/hosts");

/** Stops, starts, disconnects or reconnects a host. */
export const actOnHost = (supervisorPid: number, host: string, action: HostAction) =>
  ask<object>(supervisorPid, "POST", `/hosts/${host}/${action}`);

/** Opens a port of loopback that leads into a host; says the address it got. It closes when the lab goes down. */
export const openForward = (supervisorPid: number, name: string, port: number, host: string, to: string) =>
  ask<{ address: string }>(supervisorPid, "POST", "/forwards", { name, port, hosts: [host], to });
