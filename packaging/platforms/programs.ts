import type { GoProgram } from "../../tools/go-build";
import type { Platform } from "../../tools/platform";
import { sourceKey } from "../../tools/prebuilt";
import { providers } from "../../tools/provider";
import { tools } from "../../tools/tool";

/** The platforms for which a release has prebuilt programs. */
export const platforms: readonly Platform[] = ["linux", "darwin", "win32"].flatMap((os) =>
  ["x64", "arm64"].map((cpu) => ({ os, cpu })),
);

/** The programs that a user of a release needs without Go: to plan, to apply, and to import jobs. */
export const prebuiltPrograms: readonly GoProgram[] = [providers.nomad, providers.consul, tools.jobspec];

/** Returns the key of each program's sources, by its name. */
export const sourceKeys = (): Record<string, string> =>
  Object.fromEntries(prebuiltPrograms.map((program) => [program.name, sourceKey(program)]));
