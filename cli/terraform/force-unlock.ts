import { CodedError } from "../../errors";
import { terraform } from "./terraform";

/**
 * Releases the lock of a state that only Terraform reaches. Terraform compares the id with that of the lock.
 *
 * @param program the path of Terraform
 * @throws CodedError if Terraform refuses
 */
export async function forceUnlock(
  { name, folder }: { readonly name: string; readonly folder: string },
  id: string,
  program: string,
): Promise<void> {
  const { code, stdout, stderr } = await terraform(program, folder, ["force-unlock", "-force", "--", id]);
  if (code !== 0) {
    const reason = `${stderr}${stdout}`.replace(/[│╷╵\s]+/g, " ").trim();
    throw new CodedError("lock-not-released", `${name}: the lock ${id} cannot be released: ${reason}`);
  }
}
