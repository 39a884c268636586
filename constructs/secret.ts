import path from "node:path";
import type { Construct } from "constructs";
import { App, Fn, TerraformStack } from "#cdk";
import { ClusterStack } from "./cluster-stack";
import { requireVariableName, secretVariable } from "./secret-variable";

/** How the value of a secret starts in a rehearsal. Its name follows. */
const PLACEHOLDER = "placeholder for ";

/**
 * A value that this program never reads. Terraform reads it when it plans and again when it applies, and masks it in its output.
 *
 * It is neither in Terraform's state nor in a saved plan, which needs Terraform 1.11 or OpenTofu 1.11. With `secretsInState` in the settings,
 * and with the official providers, it is in both.
 *
 * @example
 * Secret.fromFile("~/.config/lab/dns-password");
 * Secret.fromEnvironment("dns_password"); // export TF_VAR_dns_password=...
 * @see docs/how-to/secrets.md
 */
export class Secret {
  private constructor(
    private readonly reference: (scope: Construct) => string,
    private readonly name: string,
  ) {}

  /**
   * Returns a secret whose value is the content of a file, without white space around it.
   *
   * @param file the path of the file: absolute, relative to the folder of the program, or starting with `~/`
   */
  static fromFile(file: string): Secret {
    return new Secret((scope) => {
      const stack = TerraformStack.of(scope);
      // Relative to the stack's folder, where Terraform runs, so that the output is the same on every machine.
      const folder = path.resolve(App.of(scope).outdir, "stacks", stack.node.id);
      const seen = /^[~/]/.test(file) ? file : path.relative(folder, path.resolve(file));
      return Fn.sensitive(Fn.trimspace(Fn.file(Fn.pathexpand(seen))));
    }, file);
  }

  /**
   * Returns a secret whose value is a Terraform variable. Terraform reads the variable from the environment variables of its process.
   *
   * @param name the name of the Terraform variable; the environment variable is `TF_VAR_<name>`
   * @throws CodedError if Terraform does not accept the name (`property-invalid`)
   */
  static fromEnvironment(name: string): Secret {
    requireVariableName(name);
    return new Secret(
      (scope) => secretVariable(TerraformStack.of(scope), name, hasWriteOnlySecrets(scope)).stringValue,
      name,
    );
  }

  /** @internal the Terraform expression for the value, in the stack of that construct; for a write-only argument, if the stack has these */
  in(scope: Construct): string {
    const stack = TerraformStack.of(scope);
    // A rehearsal has no secret of the environment: neither in the lab nor in its state.
    return ClusterStack.isClusterStack(stack) && stack.isRehearsal
      ? `${PLACEHOLDER}${this.name}`
      : this.reference(scope);
  }
}

/** Whether the secrets of a construct are write-only arguments. */
export function hasWriteOnlySecrets(scope: Construct): boolean {
  const stack = TerraformStack.of(scope);
  return ClusterStack.isClusterStack(stack) && stack.hasWriteOnlySecrets;
}
