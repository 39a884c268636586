import { existsSync } from "node:fs";
import { CodedError } from "../../../errors";
import type { Inventory } from "../../../lab/like/inventory";
import { readInventoryFile } from "../../../lab/like/parse-inventory";
import { readCluster } from "../inventory/read-cluster";

/**
 * Returns the inventory that `--like` names: a file, or an environment of the program, whose cluster is read.
 *
 * @throws CodedError if the file is not an inventory, or the cluster cannot be read
 */
export async function inventoryOf(like: string): Promise<Inventory> {
  if (/[./]/.test(like) || existsSync(like)) {
    return readInventoryFile(like);
  }
  if (!existsSync("cdktf.json")) {
    throw new CodedError(
      "no-project",
      `--like ${like}: there is no cdktf.json here, so "${like}" is not an environment, and there is no such file; run the command in the folder of a cdktf project, or name a file that cdknomad inventory wrote`,
    );
  }
  return readCluster({ environment: like, isProject: true });
}
