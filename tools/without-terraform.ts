/** Shared by all installed copies of this library: the program may use another copy than the command. */
const WITHOUT_TERRAFORM = Symbol.for("cdknomad.withoutTerraform");

/** Marks this process as one whose output Terraform does not read, so that no provider is built or linked for it. */
export function markWithoutTerraform(): void {
  Reflect.set(globalThis, WITHOUT_TERRAFORM, true);
}

/** Whether Terraform does not read the output of this process. */
export function isWithoutTerraform(): boolean {
  return Reflect.has(globalThis, WITHOUT_TERRAFORM);
}
