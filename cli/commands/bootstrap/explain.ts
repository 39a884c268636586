import type { AclSystem } from "./acl-system";
import type { ClusterFolder } from "./cluster-folder";

/** What is known when a server is bootstrapped and none of our tokens is its management token. */
interface Refused {
  readonly system: AclSystem;
  readonly folder: ClusterFolder;
  readonly leader: string;
  readonly resetIndex: number;
  readonly specifiedIndex?: number;
}

/** What to do about a cluster that was bootstrapped already and whose management token we do not have. */
export function explainReset({ system, folder, leader, resetIndex, specifiedIndex }: Refused): string {
  const { name, address, tokenVariable, resetFile } = system;
  const file = folder.tokenFile(name);
  const again = `cdknomad bootstrap --name ${folder.name}`;
  if (specifiedIndex !== undefined) {
    return `${name} at ${address}: the reset file of the leader ${leader} holds ${specifiedIndex} and has to hold ${resetIndex}; write that into ${resetFile} there and run again: ${again}`;
  }
  const ours =
    folder.kept(name) === undefined ? `there is no token of it in ${file}` : `it refuses the token in ${file}`;
  return [
    `${name} at ${address}: was bootstrapped already, and ${ours}`,
    `  if you have a management token, hand it in by ${tokenVariable} and it is verified and kept: ${again}`,
    `  if it is truly lost, allow one more bootstrap: on the leader, ${leader}, write ${resetIndex} into ${resetFile}`,
    `  (as the user that ${name} runs as), and run at once: ${again}`,
    "  tokens, policies and roles that exist stay valid; the lost token does too until you delete it",
  ].join("\n");
}
