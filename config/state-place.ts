import type { ClusterSettings } from "../constructs";

/** Returns the place of the states of an environment; two environments with the same place would share them. */
export function statePlace({ state, consul }: ClusterSettings): string {
  if (!state || "folder" in state) {
    return `the folder ${state?.folder ?? "."}`;
  }
  if ("consul" in state) {
    return `consul ${consul?.address} ${state.consul}`;
  }
  if ("http" in state) {
    return `http ${state.http.address}`;
  }
  const { bucket, keyPrefix, endpoints } = state.s3;
  return `s3 ${endpoints?.s3} ${bucket} ${keyPrefix}`;
}
