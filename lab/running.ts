import { parseAddress } from "../clients/parse-address";
import { labNames } from "./names";
import { isRunning, readRecord } from "./record";

/** Whether a lab is running. */
export function isLabRunning(name: string): boolean {
  const record = readRecord(name);
  return record?.ready === true && isRunning(record);
}

/**
 * Returns the name of the running lab whose Nomad has an address; `undefined` if there is no such lab.
 *
 * @param address the value of `NOMAD_ADDR`
 */
export function runningLabAt(address: string): string | undefined {
  const wanted = parseAddress("nomad", address).address;
  return labNames().find((name) => isLabRunning(name) && readRecord(name)?.nomadAddr === wanted);
}
