import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { hashOf } from "../secrets/hash";
import type { Stack } from "../stack/stack";
import { NotProvable } from "./not-provable";

/** Hashes of programs by their paths: all stacks have the same providers. */
export type ProgramHashes = Map<string, string>;

/**
 * Returns the engine, the providers, and the settings files of Terraform that a plan of a stack uses.
 *
 * @param engine the path of Terraform or OpenTofu
 * @throws NotProvable if a provider is not in the folder of the stack, or a settings file replaces one
 */
export function programFactsOf(
  stack: Stack,
  engine: string,
  environment: NodeJS.ProcessEnv,
  hashes: ProgramHashes,
): readonly string[] {
  const { size, mtimeMs } = statSync(engine);
  const providers = Object.values(stack.requiredProviders).map(({ source, version }) => {
    const folder = path.join(stack.folder, "terraform.d", "plugins", source, version);
    const [file] = existsSync(folder) ? filesBelow(folder) : [];
    if (file === undefined) {
      throw new NotProvable(`the provider ${source} is not in the folder of the stack`);
    }
    return JSON.stringify([source, version, hashOfFile(file, hashes)]);
  });
  return [JSON.stringify([path.basename(engine), size, mtimeMs]), ...providers.sort(), ...settingsFiles(environment)];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** The content is hashed, because a rebuilt provider may have the same path, size, and time. */
function hashOfFile(file: string, hashes: ProgramHashes): string {
  const real = realpathSync(file);
  const known = hashes.get(real) ?? hashOf(readFileSync(real));
  hashes.set(real, known);
  return known;
}

/** Returns the files with the settings of Terraform and OpenTofu. */
function settingsFiles({ TF_CLI_CONFIG_FILE, HOME }: NodeJS.ProcessEnv): readonly string[] {
  const home = HOME || homedir();
  const files = TF_CLI_CONFIG_FILE
    ? [TF_CLI_CONFIG_FILE]
    : [".terraformrc", ".tofurc"].map((name) => path.join(home, name));
  return files
    .filter((file) => existsSync(file) && statSync(file).isFile())
    .map((file) => {
      const text = readFileSync(file, "utf8");
      if (text.includes("dev_overrides")) {
        throw new NotProvable(`${file} replaces providers by dev_overrides`);
      }
      return hashOf(text);
    });
}
