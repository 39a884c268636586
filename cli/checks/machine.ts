import { readFileSync } from "node:fs";
import path from "node:path";
import { isOlder } from "../../constructs/spec";
import { CodedError, reasonOf } from "../../errors";
import { packageRoot } from "../../tools/cache";
import { thisPlatform } from "../../tools/platform";
import { installCommand, missingPackage, platformPackage, prebuiltProgram } from "../../tools/prebuilt";
import { providers } from "../../tools/provider";
import { run } from "../../tools/run";
import { findTerraform } from "../../tools/terraform";
import { versions } from "../../tools/versions";
import { type Finding, problem, warning } from "./finding";

/** The programs on this machine that the commands run. */
export interface Machine {
  /** Version of Node, such as `20.19.0`. */
  readonly node: string;
  /** Oldest supported version of Node, from package.json. */
  readonly oldestNode: string;
  /** What TERRAFORM_BINARY_NAME says. @default - it is not set */
  readonly wantedTerraform?: string;
  /** The program that plans and applies. @default - there is none in PATH */
  readonly terraform?: Program;
  /** Go's version. @default - there is none in PATH */
  readonly go?: string;
  /** The providers of an npm package. @default - there are none for this installation, Go builds them */
  readonly prebuilt?: PrebuiltProviders;
}

/** What is known of the providers that an npm package has for this platform. */
export interface PrebuiltProviders {
  /** Name of the package. */
  readonly package: string;
  /** Whether it is installed. */
  readonly isInstalled: boolean;
  /** Why it cannot be used. */
  readonly problem?: string;
}

/** A program with its version; without one it does not say it. */
export interface Program {
  readonly path: string;
  readonly version?: string;
}

/** The oldest Terraform that cdktf is made for; there is no OpenTofu that is older. */
const OLDEST_TERRAFORM = "1.2.0";

/** From here on Go gets by itself the version that a module asks for. */
const GO_THAT_FETCHES = "1.21";

/** Looks at this machine. */
export async function thisMachine(env: NodeJS.ProcessEnv = process.env): Promise<Machine> {
  const { engines } = JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8"));
  const wanted = env.TERRAFORM_BINARY_NAME;
  const terraform = findTerraform(env);
  const [version, go] = await Promise.all([
    terraform === undefined ? undefined : terraformVersion(terraform, env),
    run(["go", "env", "GOVERSION"], { env: { ...env, GOTOOLCHAIN: "local" } }),
  ]);
  return {
    node: process.versions.node,
    oldestNode: String(engines.node).replace(/^>=/, ""),
    ...(wanted && { wantedTerraform: wanted }),
    ...(terraform !== undefined && { terraform: { path: terraform, ...(version !== undefined && { version }) } }),
    ...(go.code === 0 && { go: go.stdout.trim().replace(/^go/, "") }),
    ...prebuiltProviders(),
  };
}

function prebuiltProviders(): Pick<Machine, "prebuilt"> {
  const all = Object.values(providers);
  const name = platformPackage(thisPlatform);
  try {
    const isInstalled = all.every((provider) => prebuiltProgram(provider) !== undefined);
    const isKnown = isInstalled || all.every((provider) => missingPackage(provider) !== undefined);
    return isKnown ? { prebuilt: { package: name, isInstalled } } : {};
  } catch (error) {
    const reason = error instanceof CodedError ? error.reason : reasonOf(error);
    return { prebuilt: { package: name, isInstalled: true, problem: reason } };
  }
}

/**
 * What of it will not do.
 *
 * @param ours whether a stack has a provider of ours, which an npm package has or Go builds
 */
export function machineFindings(machine: Machine, ours: boolean): Finding[] {
  const { node, oldestNode, wantedTerraform, terraform, go, prebuilt } = machine;
  return [
    ...(isOlder(node, oldestNode)
      ? [problem("tool-unusable", `node: ${node} is older than ${oldestNode}; install Node ${oldestNode} or newer`)]
      : []),
    ...terraformFindings(terraform, wantedTerraform, go),
    ...(ours ? providerProgramFindings(go, prebuilt) : []),
  ];
}

function terraformFindings(
  terraform: Program | undefined,
  wanted: string | undefined,
  go: string | undefined,
): Finding[] {
  if (!terraform) {
    if (wanted !== undefined) {
      return [
        problem(
          "tool-unusable",
          `TERRAFORM_BINARY_NAME: "${wanted}" is not a program in PATH; unset it or name one that is`,
        ),
      ];
    }
    return go === undefined
      ? [
          problem(
            "tool-unusable",
            `terraform: neither terraform nor tofu is in PATH, and without Go OpenTofu cannot be built; install Terraform ${OLDEST_TERRAFORM} or newer, or OpenTofu`,
          ),
        ]
      : [];
  }
  const { path: file, version } = terraform;
  if (version === undefined) {
    return [
      problem(
        "tool-unusable",
        `terraform: ${file} does not say its version; install it again, or name another in TERRAFORM_BINARY_NAME`,
      ),
    ];
  }
  return isOlder(version, OLDEST_TERRAFORM)
    ? [
        problem(
          "tool-unusable",
          `terraform: ${file} is ${version}, older than ${OLDEST_TERRAFORM}; install a newer one, or name one in TERRAFORM_BINARY_NAME`,
        ),
      ]
    : [];
}

function providerProgramFindings(go: string | undefined, prebuilt: PrebuiltProviders | undefined): Finding[] {
  if (prebuilt?.isInstalled) {
    return prebuilt.problem === undefined ? [] : [problem("checksum-wrong", prebuilt.problem)];
  }
  if (go === undefined) {
    const instead = prebuilt && `, or the package ${prebuilt.package}, which has them prebuilt: ${installCommand}`;
    return [
      problem(
        "tool-unusable",
        `go: there is none in PATH, and the providers of the stacks are built with it; install Go ${versions.go} or newer${instead ?? ""}`,
      ),
    ];
  }
  if (isOlder(go, GO_THAT_FETCHES)) {
    return [
      problem("tool-unusable", `go: ${go} is too old to build the providers; install Go ${versions.go} or newer`),
    ];
  }
  return isOlder(go, versions.go)
    ? [
        warning(
          "tool-unusable",
          `go: ${go} is older than ${versions.go} and fetches that one to build the providers; where it may not, install Go ${versions.go} or newer`,
        ),
      ]
    : [];
}

/** Returns the version of Terraform or OpenTofu, which both say it by the same words. */
export async function terraformVersion(
  program: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const { stdout } = await run([program, "version", "-json"], { env: { ...env, CHECKPOINT_DISABLE: "1" } });
  return /"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1];
}
