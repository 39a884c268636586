import type { Construct } from "constructs";
import { TerraformBackend, TerraformRemoteState } from "#cdk";
import type { HttpState, HttpStateSettings, S3State, S3StateSettings } from "./state-settings";

/** Returns the backend for the state of a stack that is on a server other than Consul. */
export function remoteBackend(stack: Construct, state: S3State | HttpState): TerraformBackend {
  const { id } = stack.node;
  return "s3" in state
    ? new RemoteBackend(stack, "s3", s3Arguments(state.s3, id))
    : new RemoteBackend(stack, "http", httpArguments(state.http, id));
}

function s3Arguments({ keyPrefix, ...others }: S3StateSettings, stack: string): Arguments {
  return inSnakeCase({ useLockfile: true, ...others, key: `${keyPrefix}/${stack}.tfstate` });
}

/** Terraform locks nothing without an address of the lock. */
function httpArguments({ address, lockAddress = address, ...others }: HttpStateSettings, stack: string): Arguments {
  const { unlockAddress = lockAddress, ...rest } = others;
  const of = (template: string) => template.replaceAll("{stack}", encodeURIComponent(stack));
  return inSnakeCase({
    ...rest,
    address: of(address),
    lockAddress: of(lockAddress),
    unlockAddress: of(unlockAddress),
  });
}

type Arguments = Readonly<Record<string, unknown>>;

function inSnakeCase(values: object): Arguments {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        typeof value === "object" && value !== null ? inSnakeCase(value) : value,
      ]),
  );
}

/** A backend with exactly these arguments: the classes of cdktf know neither the lock file of S3 nor its `endpoints`. */
class RemoteBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly type: "s3" | "http",
    private readonly given: Arguments,
  ) {
    super(scope, "backend", type);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.given };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return { ...this.given };
  }

  /** cdktf calls it for a stack that refers to a value of this one. */
  override getRemoteStateDataSource(scope: Construct, name: string): TerraformRemoteState {
    return new RemoteState(scope, name, this.type, this.given);
  }
}

class RemoteState extends TerraformRemoteState {
  constructor(scope: Construct, name: string, type: string, given: Arguments) {
    super(scope, name, type, {});
    this.addOverride("config", given);
  }
}
