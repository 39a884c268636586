import { rmSync } from "node:fs";
import path from "node:path";
import { NomadClient, nomadFromEnvironment } from "../../../clients";
import { CodedError } from "../../../errors";
import type { Inventory } from "../../../lab/like/inventory";
import { readInventory } from "../../../lab/like/read-inventory";
import { temporaryFolder } from "../../../tools/temporary-folder";
import { requireLabOfShell, requireLabs } from "../../checks/lab-running";
import { nomadsOf } from "../../checks/stack-accesses";
import { synthesize } from "../../program/synthesize";

/** Which cluster to read. */
export interface ClusterChoice {
  /** Name of an environment of the program. @default - that of the environment variables */
  readonly environment?: string | undefined;
  /** Whether the current folder has a program. Without one, the environment variables have the address. */
  readonly isProject: boolean;
}

/**
 * Reads the shape of a cluster with the address and the token that the program's stacks have in an environment. Nothing is written to the
 * cluster.
 *
 * @throws CodedError if the program fails, or the cluster cannot be read
 */
export async function readCluster({ environment, isProject }: ClusterChoice): Promise<Inventory> {
  if (!isProject && environment !== undefined) {
    throw new CodedError(
      "no-project",
      `--environment ${environment}: there is no cdktf.json here; run the command in the folder of a cdktf project, or set NOMAD_ADDR and NOMAD_TOKEN instead`,
    );
  }
  if (!isProject) {
    requireLabOfShell(process.env);
    return readInventory(new NomadClient(nomadFromEnvironment(process.env)));
  }
  const output = temporaryFolder("inventory");
  try {
    const stacks = await synthesize(process.cwd(), undefined, {
      output: path.join(output, "cdktf.out"), // a plan that is not applied yet needs the usual folder
      variables: environment === undefined ? {} : { CDKNOMAD_ENV: environment },
    });
    requireLabs(stacks);
    const [nomad, ...others] = nomadsOf(stacks);
    if (nomad === undefined || others.length > 0) {
      throw new CodedError(
        "environment-unknown",
        `${nomad ? "the stacks are for more than one cluster" : "no stack is for a Nomad cluster"}; choose one with NOMAD_ADDR, in a folder without cdktf.json`,
      );
    }
    return await readInventory(nomad);
  } finally {
    rmSync(output, { recursive: true });
  }
}
