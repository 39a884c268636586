import { Construct } from "constructs";
import type { ITerraformDependable } from "#cdk";
import { Variable as VariableResource } from "../.gen/terraform/nomad/variable";
import { CodedError } from "../errors";
import type { VariablesCapability } from "./acl-rules";
import { resourceAddress } from "./address";
import { jsonText } from "./generated-text";
import { literal } from "./literal";
import { type INamespace, Namespace } from "./namespace";
import { dependenciesOf } from "./order";
import type { IGrantee } from "./rights";
import { hasWriteOnlySecrets, type Secret } from "./secret";

/**
 * A value that is not a secret. `cdk.tf.json`, the state, and plans show it.
 *
 * @see docs/how-to/secrets.md
 */
export interface PlainValue {
  /** The value. */
  readonly plain: string;
}

/**
 * Properties of a {@link Variable}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/other-specifications/variables
 */
export interface VariableProps {
  /**
   * Namespace of the variable: a {@link Namespace} of this program, which Terraform then creates first, or the name of an existing one.
   * @default - Nomad uses `default`
   */
  readonly namespace?: INamespace | string;
  /**
   * Path, such as `app/dns/upstream`: 1 to 128 letters, digits, `-`, `_`, `~`, and `/`. A job can read `nomad/jobs/<job>` and paths below
   * it without a grant.
   * @see https://developer.hashicorp.com/nomad/docs/concepts/variables#task-access-to-variables
   */
  readonly path: string;
  /** Values by name. A value that is written in the program is a {@link PlainValue}. */
  readonly items: Readonly<Record<string, Secret | PlainValue>>;
}

/**
 * A Nomad variable: values that Nomad stores encrypted and tasks read in a template.
 *
 * The values of {@link Secret}s come from files or the environment when Terraform runs. They are in no output of the synthesis, in no
 * state, and in no saved plan; the state has a salted hash, so that a plan shows that a value changed. With `secretsInState` in the
 * settings, and with the official providers, the state contains the values in plain text.
 *
 * @example
 * const upstream = new Variable(stack, "upstream", {
 *   namespace: dns,
 *   path: "app/dns/upstream",
 *   items: { user: { plain: "dns" }, password: Secret.fromFile("~/.config/lab/upstream-password") },
 * });
 * upstream.grantRead(coredns);
 *
 * @see https://developer.hashicorp.com/nomad/docs/concepts/variables
 */
export class Variable extends Construct implements ITerraformDependable {
  /** Path in Nomad. */
  readonly path: string;
  /** Name of the variable's namespace. */
  readonly namespaceName: string;
  /** Terraform address, for `dependsOn`. */
  readonly fqn: string;

  /**
   * @throws CodedError if Nomad does not accept the path or reserves it (`property-invalid`), if the stack has this variable already
   * (`address-taken`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, { namespace = "default", path, items }: VariableProps) {
    super(scope, id);
    if (!isVariablePath(path)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] path: "${path}" is not a path of variables; use 1 to 128 letters, digits and "-_~/", not beginning with "/", and without "//"`,
      );
    }
    if (/^nomad(\/|$)/.test(path) && !/^nomad\/(jobs|job-templates)(\/|$)/.test(path)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] path: "${path}" is kept by Nomad for itself; below nomad/ there are only nomad/jobs and nomad/job-templates`,
      );
    }
    const { namespaceName, dependables } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    const order = dependenciesOf(this, dependables);
    const isWriteOnly = hasWriteOnlySecrets(this);
    const stored: [string, string][] = [];
    const writeOnly: [string, string][] = [];
    for (const [name, value] of Object.entries(items)) {
      if ("plain" in value) {
        stored.push([literal(name), literal(value.plain)]);
      } else if (isWriteOnly) {
        writeOnly.push([name, value.in(this)]);
      } else {
        stored.push([literal(name), value.in(this)]);
      }
    }
    const resource = new VariableResource(this, "resource", {
      path,
      namespace: literal(namespaceName),
      ...((stored.length > 0 || writeOnly.length === 0) && { items: Object.fromEntries(stored) }),
      ...(writeOnly.length > 0 && { itemsWo: jsonText(Object.fromEntries(writeOnly)) }),
      ...(order.length > 0 && { dependsOn: order }),
    });
    resource.overrideLogicalId(resourceAddress(this, VariableResource.tfResourceType, namespaceName, path));
    this.fqn = resource.fqn;
    this.path = path;
    this.namespaceName = namespaceName;
  }

  /** Lets the grantee read this variable. */
  grantRead(grantee: IGrantee): void {
    this.grant(grantee, ["read", "list"]);
  }

  /** Lets the grantee read, change and delete this variable. */
  grantWrite(grantee: IGrantee): void {
    this.grant(grantee, ["read", "list", "write", "destroy"]);
  }

  private grant(grantee: IGrantee, capabilities: readonly VariablesCapability[]): void {
    grantee.addRights(this.namespaceName, { variables: { [this.path]: capabilities } });
  }
}

/** Whether a text is the path of variables in Nomad. */
export function isVariablePath(path: string): boolean {
  return /^[A-Za-z0-9_~/-]{1,128}$/.test(path) && !path.startsWith("/") && !path.includes("//");
}
