import { CodedError } from "../../../errors";
import type { Lab } from "../../../lab";
import { localStateOf } from "../../stack/backend";
import type { Stack } from "../../stack/stack";

/**
 * Checks that stacks reach nothing but a lab, before Terraform runs: a program can have providers, states, and addresses that the settings
 * of its environment do not have.
 *
 * @param folder the folder of the rehearsal, in which the states are
 * @throws CodedError with all places that reach something else
 */
export function requireOnlyLab(stacks: readonly Stack[], lab: Lab, folder: string): void {
  const places = stacks.flatMap((stack) => placesOf(stack, lab, folder).map((place) => `  ${stack.name}: ${place}`));
  if (places.length > 0) {
    throw new CodedError(
      "rehearsal-not-possible",
      `the program reaches more than lab "${lab.name}", so nothing was deployed; use the settings of the environment for these, or leave them out of a rehearsal:\n${places.join("\n")}\n `,
    );
  }
}

function placesOf(stack: Stack, lab: Lab, folder: string): string[] {
  const allowed: Readonly<Record<string, string>> = { nomad: lab.nomadAddr, consul: lab.consulAddr };
  const providers = Object.entries(stack.providers).flatMap(([name, blocks]) =>
    blocks.flatMap(({ address, token_command, auth_jwt }) =>
      allowed[name] === undefined
        ? [`the provider "${name}"`]
        : address !== allowed[name] || token_command || auth_jwt
          ? [`the provider "${name}" at ${address ?? "the address of an environment variable"}`]
          : [],
    ),
  );
  const state = localStateOf(stack);
  const remote = stack.dataSources("terraform_remote_state").filter(({ backend }) => backend !== "local");
  return [
    ...providers,
    ...(state?.startsWith(folder) ? [] : [`its state in ${state ?? Object.keys(stack.backend).join()}`]),
    ...remote.map(({ backend }) => `a data source that reads a state in ${backend}`),
  ];
}
