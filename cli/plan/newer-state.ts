import { commandIn } from "./import-command";

/**
 * What Terraform says of a resource whose state has a later version than the schema of the provider.
 *
 * @see https://github.com/hashicorp/terraform/blob/main/internal/terraform/upgrade_resource_state.go
 */
const NEWER = /The current state of (nomad_job\.\S+) was created by a newer provider version/;

/**
 * Returns a message in which Terraform's advice, another version of the provider, is followed by one that works: the state of a job is from a
 * version of the official provider after 2.6, whose states have version 1.
 *
 * @param folder the folder of the stack
 * @param program the path of Terraform
 * @see https://github.com/hashicorp/terraform-provider-nomad/pull/637
 */
export function withStateOfNewerProvider(detail: string, folder: string, program: string): string {
  const address = NEWER.exec(detail)?.[1];
  return address === undefined
    ? detail
    : `${detail}\nIf the official provider wrote it, remove it from the state, and plan again: the job keeps running, and the plan takes it over if it is as in the program. Run: ${commandIn(folder, program, "state", "rm", address)}`;
}
